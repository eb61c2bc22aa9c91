package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.DurationParameter;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import java.time.Duration;

/// `start`, `end` and `step` of a range query.
///
/// @param startMillis milliseconds since the epoch
/// @param endMillis not before the start
/// @param stepMillis above 0
record RangeParameters(long startMillis, long endMillis, long stepMillis) {
  /// Sufficient for 60 s resolution for a week or 1 h resolution for a year.
  private static final long MOST_POINTS = 11_000;

  /// @throws ApiException for invalid parameters, and for too many points
  static RangeParameters of(RequestParameters parameters) {
    long start = TimeParameter.required(parameters, "start");
    long end = TimeParameter.required(parameters, "end");
    if (end < start) {
      throw ApiException.invalidParameter("end", "end timestamp must not be before start time");
    }
    Duration step = step(parameters);
    if (Duration.ofMillis(end - start).dividedBy(step) > MOST_POINTS) {
      throw ApiException.badData(
          "exceeded maximum resolution of 11,000 points per timeseries. "
              + "Try decreasing the query resolution (?step=XX)");
    }
    return new RangeParameters(start, end, Math.max(1, step.toMillis()));
  }

  private static Duration step(RequestParameters parameters) {
    Duration step;
    try {
      step = DurationParameter.parse(parameters.first("step"));
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidParameter("step", String.valueOf(e.getMessage()));
    }
    if (!step.isPositive()) {
      throw ApiException.invalidParameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    return step;
  }
}
