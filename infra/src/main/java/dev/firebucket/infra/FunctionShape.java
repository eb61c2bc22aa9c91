package dev.firebucket.infra;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;

/// What makes one function differ from the others.
///
/// @param name its folder below `functions/lambda/`
/// @param description shown in the AWS console
/// @param memoryMegabytes memory; a whole processor comes with 1,769
/// @param diskMegabytes size of `/tmp`
/// @param timeout after which a run is ended
/// @param concurrency how many runs at a time it reserves and may not exceed; empty for as many as
///   come
/// @param access what it may do in the bucket
/// @param javaOptions options of its JVM
/// @param environment settings beyond those that all functions share
/// @param callsOut whether it calls targets or Alertmanagers, and so runs in the private network
///   where there is one
/// @param isAwaited whether somebody or something waits for its cold start, so that a snapshot pays
record FunctionShape(
    String name,
    String description,
    int memoryMegabytes,
    int diskMegabytes,
    Duration timeout,
    OptionalInt concurrency,
    BucketAccess access,
    String javaOptions,
    Map<String, String> environment,
    boolean callsOut,
    boolean isAwaited) {
  /// The class and method that AWS's Java runtime calls.
  static final String HANDLER = "dev.firebucket.lambda.start.EventHandler::handleRequest";

  FunctionShape {
    environment = Map.copyOf(environment);
  }

  /// Settings of several kinds in one.
  @SafeVarargs
  static Map<String, String> together(Map<String, String>... settings) {
    Map<String, String> all = new TreeMap<>();
    for (Map<String, String> some : settings) {
      all.putAll(some);
    }
    return all;
  }
}
