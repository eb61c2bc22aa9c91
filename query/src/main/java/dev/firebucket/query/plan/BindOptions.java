package dev.firebucket.query.plan;

/// What a query's plan depends on besides its text and its steps.
///
/// @param instant whether it is an instant query
/// @param startMillis the time of `start()`
/// @param endMillis the time of `end()`, which may lie behind the last step
/// @param lookbackMillis how old the newest sample of a series may be
/// @param subqueryStepMillis the step of subqueries that name none: the global evaluation interval
/// @param startTimestamps whether `start_timestamp` has an answer (`use-start-timestamps`)
public record BindOptions(
    boolean instant,
    long startMillis,
    long endMillis,
    long lookbackMillis,
    long subqueryStepMillis,
    boolean startTimestamps) {
  public BindOptions {
    if (lookbackMillis <= 0) {
      throw new IllegalArgumentException("the lookback must be above 0 ms: " + lookbackMillis);
    }
    if (subqueryStepMillis <= 0) {
      throw new IllegalArgumentException(
          "the step of subqueries must be above 0 ms: " + subqueryStepMillis);
    }
  }
}
