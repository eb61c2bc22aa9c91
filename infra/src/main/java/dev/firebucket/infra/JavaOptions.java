package dev.firebucket.infra;

/// Options for the functions' JVMs, chosen by measured cold starts.
final class JavaOptions {
  /// Native libraries (zstd, DuckDB, AWS's own runtime client) and JBoss' executor need these on a
  /// JDK 25; a jar's manifest, where they else stand, does not count on Lambda.
  private static final String ACCESS =
      "--enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow";

  /// Short runs: one small heap and the quick compiler; a cold start takes a quarter less time.
  static final String QUICK_START =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=75 " + ACCESS;

  /// Runs that compute: both compilers (AWS's runtime would stop at the first), and half of the
  /// memory left to DuckDB, which allocates outside of the heap.
  static final String COMPUTE =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=4 -XX:MaxRAMPercentage=50 " + ACCESS;

  private JavaOptions() {}
}
