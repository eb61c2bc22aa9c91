package dev.firebucket.infra;

/// Options for the functions' JVMs, chosen by measured cold starts.
///
/// The heap is given in megabytes: AWS's runtimes for older versions of Java set one of their own,
/// and then a share of the memory (`MaxRAMPercentage`) counts for nothing.
final class JavaOptions {
  /// Native libraries (zstd, DuckDB, AWS's own runtime client) need these on a JDK 25; a jar's
  /// manifest, which otherwise has them, does not count on Lambda.
  private static final String ACCESS =
      "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

  /// The classes come out of our own zip: to verify their byte code again takes an eighth of a cold
  /// start.
  private static final String TRUSTED =
      "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

  /// What a cold start needs at once. By default the heap begins with a sixty-fourth of the memory
  /// and grows by collections, and the classes of a start alone cause full ones.
  private static final String ROOM = "-Xms192m -XX:NewSize=64m -XX:MetaspaceSize=128m";

  /// What a JVM takes next to its heap for classes, code, threads and buffers.
  private static final int BESIDE_HEAP_MEGABYTES = 288;

  private JavaOptions() {}

  /// Short runs: one small heap and the quick compiler; a cold start takes a quarter less time.
  ///
  /// @param memoryMegabytes of the function
  static String quickStart(int memoryMegabytes) {
    return options(1, memoryMegabytes - BESIDE_HEAP_MEGABYTES);
  }

  /// Runs that somebody waits for, with DuckDB: the quick compiler, which halves a cold start, half
  /// of the memory for the heap, a quarter for DuckDB, which allocates outside of it.
  ///
  /// @param memoryMegabytes of the function
  static String answer(int memoryMegabytes) {
    return options(1, memoryMegabytes / 2);
  }

  /// Runs that compute for minutes: both compilers (AWS's runtime would stop at the first), memory
  /// as for [#answer].
  ///
  /// @param memoryMegabytes of the function
  static String compute(int memoryMegabytes) {
    return options(4, memoryMegabytes / 2);
  }

  private static String options(int tier, int heapMegabytes) {
    return "-XX:+UseSerialGC -XX:TieredStopAtLevel=%d -Xmx%dm %s %s %s"
        .formatted(tier, heapMegabytes, ROOM, TRUSTED, ACCESS);
  }

  /// What DuckDB may take of a function's memory.
  static int duckDbMegabytes(int memoryMegabytes) {
    return memoryMegabytes / 4;
  }
}
