package dev.firebucket.ruletest;

import dev.firebucket.storage.model.LabelSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A group of tests over the same input.
///
/// @param name as it was given, or `unnamed#1`
/// @param isNamed whether it was given
/// @param interval between the samples of the input
/// @param input series as they are written
/// @param alertTests what should fire
/// @param expressionTests what queries should give
/// @param externalLabels for templates
/// @param externalUrl for templates
/// @param start the time that all others count from
record TestGroup(
    String name,
    boolean isNamed,
    Duration interval,
    List<Input> input,
    List<AlertTest> alertTests,
    List<ExpressionTest> expressionTests,
    LabelSet externalLabels,
    URI externalUrl,
    Instant start) {
  TestGroup {
    input = List.copyOf(input);
    alertTests = List.copyOf(alertTests);
    expressionTests = List.copyOf(expressionTests);
  }

  /// A series as it is written.
  record Input(String series, String values) {}

  /// The alerts of one name that should fire at a time.
  ///
  /// @param at from the start
  record AlertTest(Duration at, String alertName, List<ExpectedAlert> alerts) {
    AlertTest {
      alerts = List.copyOf(alerts);
    }
  }

  /// @param labels without `alertname`
  record ExpectedAlert(Map<String, String> labels, Map<String, String> annotations) {}

  /// What a query should give at a time.
  ///
  /// @param at from the start
  record ExpressionTest(Duration at, String expression, List<ExpectedSample> samples) {
    ExpressionTest {
      samples = List.copyOf(samples);
    }
  }

  /// @param labels as they are written: `up{job="a"}`
  /// @param histogram as it is written; empty for a number
  record ExpectedSample(String labels, double value, String histogram) {}

  /// The last time that a test asks for, from the start.
  Duration lastTime() {
    return Stream.concat(
            alertTests.stream().map(AlertTest::at),
            expressionTests.stream().map(ExpressionTest::at))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
