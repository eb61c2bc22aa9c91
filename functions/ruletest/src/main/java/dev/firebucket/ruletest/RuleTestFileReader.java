package dev.firebucket.ruletest;

import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlReader;
import dev.firebucket.go.time.PrometheusTime;
import dev.firebucket.ruletest.TestGroup.AlertTest;
import dev.firebucket.ruletest.TestGroup.ExpectedAlert;
import dev.firebucket.ruletest.TestGroup.ExpectedSample;
import dev.firebucket.ruletest.TestGroup.ExpressionTest;
import dev.firebucket.ruletest.TestGroup.Input;
import dev.firebucket.storage.model.LabelSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a file of tests, strictly; errors name the line.
final class RuleTestFileReader {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  private final Path folder;

  private RuleTestFileReader(Path folder) {
    this.folder = folder;
  }

  /// @throws ConfigException when the file cannot be read, or is not of this form
  static RuleTestFile read(Path file) throws ConfigException {
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    Optional<YamlNode> document = YamlReader.readFile(file);
    return document.isEmpty()
        ? new RuleTestFile(List.of(), DEFAULT_INTERVAL, List.of(), false, List.of())
        : new RuleTestFileReader(folder).file(document.get());
  }

  private RuleTestFile file(YamlNode document) throws ConfigException {
    YamlFields fields = YamlFields.of(document, "unitTestFile");
    List<FilePattern> ruleFiles =
        fields.texts("rule_files").stream().map(path -> FilePattern.of(folder, path)).toList();
    Duration interval = interval(fields, "evaluation_interval", DEFAULT_INTERVAL);
    List<String> order = fields.texts("group_eval_order");
    boolean fuzzy = fields.flag("fuzzy_compare", false);
    List<YamlNode> tests = fields.nodes("tests");
    fields.finish();
    Set<String> seen = new HashSet<>();
    for (String group : order) {
      if (!seen.add(group)) {
        throw fields.error("group_eval_order", "group name repeated in evaluation order: " + group);
      }
    }
    List<TestGroup> groups = new ArrayList<>();
    for (YamlNode test : tests) {
      groups.add(group(test, groups.size(), interval));
    }
    return new RuleTestFile(ruleFiles, interval, order, fuzzy, groups);
  }

  private static Duration interval(YamlFields fields, String field, Duration byDefault)
      throws ConfigException {
    Duration interval = fields.duration(field, byDefault);
    return interval.isZero() ? byDefault : interval;
  }

  private static TestGroup group(YamlNode node, int number, Duration evaluationInterval)
      throws ConfigException {
    YamlFields fields = YamlFields.of(node, "testGroup");
    String name = fields.text("name", "");
    TestGroup group =
        new TestGroup(
            name.isEmpty() ? "unnamed#" + number : name,
            !name.isEmpty(),
            interval(fields, "interval", evaluationInterval),
            inputs(fields.nodes("input_series")),
            alertTests(fields.nodes("alert_rule_test"), name),
            expressionTests(fields.nodes("promql_expr_test")),
            LabelSet.of(fields.textMap("external_labels")),
            url(fields),
            start(fields));
    fields.finish();
    return group;
  }

  private static List<Input> inputs(List<YamlNode> nodes) throws ConfigException {
    List<Input> inputs = new ArrayList<>();
    for (YamlNode node : nodes) {
      YamlFields fields = YamlFields.of(node, "series");
      inputs.add(new Input(fields.text("series", ""), fields.text("values", "")));
      fields.finish();
    }
    return inputs;
  }

  private static List<AlertTest> alertTests(List<YamlNode> nodes, String group)
      throws ConfigException {
    List<AlertTest> tests = new ArrayList<>();
    for (YamlNode node : nodes) {
      YamlFields fields = YamlFields.of(node, "alertTestCase");
      Duration at = fields.duration("eval_time", Duration.ZERO);
      String name = fields.text("alertname", "");
      List<ExpectedAlert> alerts = new ArrayList<>();
      for (YamlNode expected : fields.nodes("exp_alerts")) {
        YamlFields alert = YamlFields.of(expected, "alert");
        alerts.add(
            new ExpectedAlert(alert.textMap("exp_labels"), alert.textMap("exp_annotations")));
        alert.finish();
      }
      fields.finish();
      if (name.isEmpty()) {
        throw fields.error(
            "an item under alert_rule_test misses required attribute alertname at eval_time %s%s"
                .formatted(
                    TestText.time(at), group.isEmpty() ? "" : " (in TestGroup " + group + ")"));
      }
      tests.add(new AlertTest(at, name, alerts));
    }
    return tests;
  }

  private static List<ExpressionTest> expressionTests(List<YamlNode> nodes) throws ConfigException {
    List<ExpressionTest> tests = new ArrayList<>();
    for (YamlNode node : nodes) {
      YamlFields fields = YamlFields.of(node, "promqlTestCase");
      String expression = fields.text("expr", "");
      Duration at = fields.duration("eval_time", Duration.ZERO);
      List<ExpectedSample> samples = new ArrayList<>();
      for (YamlNode expected : fields.nodes("exp_samples")) {
        YamlFields sample = YamlFields.of(expected, "sample");
        samples.add(
            new ExpectedSample(
                sample.text("labels", ""),
                sample.number("value", 0),
                sample.text("histogram", "")));
        sample.finish();
      }
      fields.finish();
      tests.add(new ExpressionTest(at, expression, samples));
    }
    return tests;
  }

  private static URI url(YamlFields fields) throws ConfigException {
    String text = fields.text("external_url", "");
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw fields.error("external_url", "not a URL: " + e.getMessage());
    }
  }

  /// RFC 3339, or seconds since 1970; without either 1970 itself.
  private static Instant start(YamlFields fields) throws ConfigException {
    String text = fields.text("start_timestamp", "");
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      return Instant.ofEpochMilli(PrometheusTime.parse(text));
    } catch (IllegalArgumentException e) {
      throw fields.error(
          "start_timestamp",
          e.getMessage() + "; write seconds since 1970, or a time such as 2026-01-31T12:00:00Z");
    }
  }
}
