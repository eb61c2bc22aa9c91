package dev.firebucket.ruletest;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.promqltest.InputSeries;
import dev.firebucket.ruletest.TestGroup.AlertTest;
import dev.firebucket.ruletest.TestGroup.ExpectedAlert;
import dev.firebucket.ruletest.TestGroup.ExpectedSample;
import dev.firebucket.ruletest.TestGroup.ExpressionTest;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs one group of tests: evaluates the rules time after time, compares the alerts on the way and
/// the queries at the end.
final class GroupTester {
  private final TestGroup test;
  private final GroupRun run;
  private final Duration interval;
  private final boolean fuzzy;
  private final List<String> failures = new ArrayList<>();

  GroupTester(TestGroup test, GroupRun run, RuleTestFile file) {
    this.test = test;
    this.run = run;
    this.interval = file.evaluationInterval();
    this.fuzzy = file.fuzzy();
  }

  /// What failed. A rule that fails ends the group.
  List<String> failures() {
    Instant end = test.start().plus(test.lastTime());
    for (Instant at = test.start(); !at.isAfter(end); at = at.plus(interval)) {
      List<String> problems = run.evaluate(at);
      if (!problems.isEmpty()) {
        failures.addAll(problems);
        return failures;
      }
      compareAlerts(Duration.between(test.start(), at));
    }
    test.expressionTests().forEach(this::compare);
    return failures;
  }

  /// Alerts that are asked for between two evaluations are those of the first.
  private void compareAlerts(Duration at) {
    test.alertTests().stream()
        .filter(one -> one.at().compareTo(at) >= 0 && one.at().compareTo(at.plus(interval)) < 0)
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .forEach(this::compare);
  }

  private void compare(AlertTest wanted) {
    List<GivenAlert> expected =
        wanted.alerts().stream()
            .map(alert -> expected(alert, wanted.alertName()))
            .sorted(GivenAlert.ORDER)
            .toList();
    List<GivenAlert> given = run.firing(wanted.alertName());
    if (!expected.equals(given)) {
      failures.add(
          "%s    alertname: %s, time: %s, \n        exp:%s, \n        got:%s"
              .formatted(
                  test.isNamed() ? "    name: %s,\n".formatted(test.name()) : "",
                  wanted.alertName(),
                  TestText.time(wanted.at()),
                  TestText.alerts(expected),
                  TestText.alerts(given)));
    }
  }

  private static GivenAlert expected(ExpectedAlert alert, String name) {
    Map<String, String> labels = new HashMap<>(alert.labels());
    labels.put("alertname", name);
    return GivenAlert.of(labels, alert.annotations());
  }

  private void compare(ExpressionTest wanted) {
    try {
      List<GivenSample> given = run.ask(wanted.expression(), test.start().plus(wanted.at()));
      List<GivenSample> expected = new ArrayList<>();
      for (ExpectedSample sample : wanted.samples()) {
        expected.add(expected(sample));
      }
      expected.sort(GivenSample.ORDER);
      if (!fits(given, expected)) {
        failures.add(
            "    expr: %s, time: %s,\n        exp: %s\n        got: %s"
                .formatted(
                    Quote.string(wanted.expression()),
                    TestText.time(wanted.at()),
                    TestText.samples(expected),
                    TestText.samples(given)));
      }
    } catch (RuleTestException e) {
      failures.add(
          "    expr: %s, time: %s, err: %s"
              .formatted(
                  Quote.string(wanted.expression()), TestText.time(wanted.at()), e.getMessage()));
    }
  }

  private boolean fits(List<GivenSample> given, List<GivenSample> expected) {
    if (given.size() != expected.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).fits(expected.get(i), fuzzy)) {
        return false;
      }
    }
    return true;
  }

  private static GivenSample expected(ExpectedSample sample) throws RuleTestException {
    try {
      LabelSet labels = InputSeries.labels(sample.labels());
      return sample.histogram().isEmpty()
          ? new GivenSample(labels, sample.value(), "")
          : new GivenSample(labels, 0, InputSeries.text(InputSeries.histogram(sample.histogram())));
    } catch (RuntimeException e) {
      throw new RuleTestException(
          "labels %s: %s".formatted(Quote.string(sample.labels()), e.getMessage()), e);
    }
  }
}
