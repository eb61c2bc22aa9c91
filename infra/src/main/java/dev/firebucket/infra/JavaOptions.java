package dev.firebucket.infra;

/// Options for the functions' JVMs, chosen by measured cold starts.
final class JavaOptions {
  /// Short runs: one small heap and the quick compiler; a cold start takes a quarter less time.
  static final String QUICK_START =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=75";

  /// Runs that compute: both compilers (AWS's runtime would stop at the first), native access for
  /// DuckDB, and half of the memory left to DuckDB, which allocates outside of the heap.
  static final String COMPUTE =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=4 -XX:MaxRAMPercentage=50 --enable-native-access=ALL-UNNAMED";

  private JavaOptions() {}
}
