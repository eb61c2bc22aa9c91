package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.DurationParameter;
import dev.firebucket.api.request.LimitParameter;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.RangeQuery;
import java.time.Duration;

/// Options that instant and range queries share.
///
/// @param lookback how old the newest sample of a series may be
/// @param timeout after which the query ends, at most that of the engine
/// @param limit how many series the answer may have
/// @param stats whether the answer says how long it took
record QueryOptions(Duration lookback, Duration timeout, LimitParameter limit, boolean stats) {
  /// Samples have times of whole milliseconds.
  private static final Duration SHORTEST_LOOKBACK = Duration.ofMillis(1);

  /// @throws ApiException for what cannot be read
  static QueryOptions of(RequestParameters parameters, EngineOptions engine) {
    return new QueryOptions(
        lookback(parameters, engine.lookback()),
        timeout(parameters, engine.timeout()),
        LimitParameter.of(parameters),
        !parameters.first("stats").isEmpty());
  }

  /// A query at one time.
  InstantQuery at(String query, long timeMillis) {
    return new InstantQuery(query, timeMillis, lookback, timeout);
  }

  /// A query over steps.
  RangeQuery over(String query, RangeParameters range) {
    return new RangeQuery(
        query, range.startMillis(), range.endMillis(), range.stepMillis(), lookback, timeout);
  }

  private static Duration timeout(RequestParameters parameters, Duration longest) {
    String text = parameters.first("timeout");
    if (text.isEmpty()) {
      return longest;
    }
    Duration wanted;
    try {
      wanted = DurationParameter.parse(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidParameter("timeout", String.valueOf(e.getMessage()));
    }
    if (!wanted.isPositive()) {
      // Prometheus finds the time over before it looks at the query, and blames the query.
      throw ApiException.invalidParameter("query", "context deadline exceeded");
    }
    return wanted.compareTo(longest) < 0 ? wanted : longest;
  }

  private static Duration lookback(RequestParameters parameters, Duration otherwise) {
    String text = parameters.first("lookback_delta");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      Duration wanted = DurationParameter.parse(text);
      if (!wanted.isPositive()) {
        return otherwise;
      }
      return wanted.compareTo(SHORTEST_LOOKBACK) < 0 ? SHORTEST_LOOKBACK : wanted;
    } catch (IllegalArgumentException e) {
      throw ApiException.badData("error parsing lookback delta duration: " + e.getMessage());
    }
  }
}
