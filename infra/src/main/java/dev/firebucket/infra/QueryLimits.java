package dev.firebucket.infra;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What queries may take, of people and of rules.
///
/// @param maxSamples most samples that a query may load
/// @param timeout longest time of a query; the function ends 10 seconds later
/// @param maxBytes most that a query may read of stored files, such as `2GB`; empty for no limit
/// @param cacheMegabytes size of the query function's `/tmp`, which caches files of the bucket and
///   is paid for while the function runs
record QueryLimits(
    long maxSamples, Duration timeout, Optional<String> maxBytes, int cacheMegabytes) {
  /// Part of `/tmp` that is not the cache's: the copy of `config/`, and what DuckDB spills.
  private static final int OTHERS_MEGABYTES = 128;

  private static final Duration LONGEST = Duration.ofSeconds(890);

  QueryLimits {
    ContextParameters.require(maxSamples >= 1, "maxSamples", maxSamples, "a number above 0");
    ContextParameters.require(
        !timeout.isZero() && timeout.compareTo(LONGEST) <= 0,
        "queryTimeout",
        ContextParameters.written(timeout),
        "a duration above 0 and up to 890s: a function runs 15 minutes at most");
    maxBytes.ifPresent(
        size ->
            ContextParameters.require(
                size.matches("[0-9]{1,9}([KMGT]i?)?B"), "maxBytes", size, "a size such as 2GB"));
    ContextParameters.require(
        cacheMegabytes >= FunctionMemory.LEAST_DISK && cacheMegabytes <= FunctionMemory.MOST_DISK,
        "cacheMegabytes",
        cacheMegabytes,
        "512 to 10240, which is what AWS offers as /tmp");
  }

  /// @param snapStart limits `/tmp` to 512 MB: then that is the default
  static QueryLimits of(ContextParameters parameters, boolean snapStart) {
    return new QueryLimits(
        parameters.number("maxSamples", 50_000_000),
        parameters.duration("queryTimeout", Duration.ofMinutes(2)),
        parameters.text("maxBytes"),
        parameters.number("cacheMegabytes", snapStart ? FunctionMemory.LEAST_DISK : 4096));
  }

  /// The settings of a function that evaluates queries.
  ///
  /// @param memoryMegabytes of the function, of which DuckDB gets its part
  /// @param diskMegabytes of its `/tmp`
  Map<String, String> environment(int memoryMegabytes, int diskMegabytes) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("FIREBUCKET_QUERY_MAX_SAMPLES", Long.toString(maxSamples));
    variables.put("FIREBUCKET_QUERY_TIMEOUT", ContextParameters.written(timeout));
    maxBytes.ifPresent(size -> variables.put("FIREBUCKET_QUERY_MAX_BYTES", size));
    variables.put("FIREBUCKET_QUERY_MEMORY", JavaOptions.duckDbMegabytes(memoryMegabytes) + "MB");
    variables.put(
        "FIREBUCKET_CACHE_BYTES", Long.toString((diskMegabytes - OTHERS_MEGABYTES) * (1L << 20)));
    return variables;
  }
}
