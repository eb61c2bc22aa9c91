package dev.firebucket.query.differential;

import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.result.QueryResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One question to both: a query and its parameters.
///
/// @param text PromQL
/// @param startMillis of the range, or the time of an instant query
/// @param endMillis of the range
/// @param stepMillis of the range; 0 for an instant query
/// @param lookback the parameter `lookback_delta`; zero where it is left out
record Trial(String text, long startMillis, long endMillis, long stepMillis, Duration lookback) {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Duration DEFAULT_LOOKBACK = Duration.ofMinutes(5);

  static Trial instant(String text, long timeMillis) {
    return new Trial(text, timeMillis, timeMillis, 0, Duration.ZERO);
  }

  static Trial range(String text, long startMillis, long endMillis, long stepMillis) {
    return new Trial(text, startMillis, endMillis, stepMillis, Duration.ZERO);
  }

  boolean isInstant() {
    return stepMillis == 0;
  }

  /// The same question with another query.
  Trial withText(String other) {
    return new Trial(other, startMillis, endMillis, stepMillis, lookback);
  }

  /// The parameters of the HTTP API.
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("query", text);
    if (isInstant()) {
      parameters.put("time", seconds(startMillis));
    } else {
      parameters.put("start", seconds(startMillis));
      parameters.put("end", seconds(endMillis));
      parameters.put("step", seconds(stepMillis));
    }
    if (!lookback.isZero()) {
      parameters.put("lookback_delta", seconds(lookback.toMillis()));
    }
    return parameters;
  }

  private static String seconds(long millis) {
    return String.valueOf(millis / 1000.0);
  }

  /// What ours answers.
  ///
  /// @throws dev.firebucket.query.error.PromqlException as the engine does
  QueryResult answeredBy(QueryEngine engine) {
    Duration reach = lookback.isZero() ? DEFAULT_LOOKBACK : lookback;
    return isInstant()
        ? engine.instant(new InstantQuery(text, startMillis, reach, TIMEOUT))
        : engine.range(new RangeQuery(text, startMillis, endMillis, stepMillis, reach, TIMEOUT));
  }

  /// The question as a command line of curl would put it.
  @Override
  public String toString() {
    return (isInstant() ? "query" : "query_range") + parameters();
  }
}
