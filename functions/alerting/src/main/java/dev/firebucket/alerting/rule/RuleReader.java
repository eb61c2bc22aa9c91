package dev.firebucket.alerting.rule;

import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.alerting.template.AlertTemplate;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlPosition;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads one rule and checks it. Problems are named by group, number and rule, as Prometheus does:
/// `group "g", rule 1, "r": could not parse expression: 1:5: parse error: …`.
final class RuleReader {
  private final NameValidationScheme names;
  private final ParserFeatures features;
  private final String group;
  private final int number;

  /// What a rule says, before it is known which kind of rule it is.
  private record Written(
      String record,
      String alert,
      String text,
      Duration hold,
      Duration keepFiringFor,
      Map<String, String> labels,
      Map<String, String> annotations) {
    String name() {
      return alert.isEmpty() ? record : alert;
    }
  }

  /// @param number of the rule in its group, from 1
  RuleReader(NameValidationScheme names, ParserFeatures features, String group, int number) {
    this.names = names;
    this.features = features;
    this.group = group;
    this.number = number;
  }

  static boolean isLabelName(NameValidationScheme names, String name) {
    return names.isValidLabelName(name) && !name.equals(LabelSet.NAME);
  }

  /// @param groupLabels labels of the group, which those of the rule go over
  RuleDefinition read(YamlNode node, Map<String, String> groupLabels, List<RuleProblem> problems)
      throws ConfigException {
    YamlFields fields = YamlFields.of(node, "rulefmt.Rule");
    Written rule =
        new Written(
            fields.text("record", ""),
            fields.text("alert", ""),
            fields.text("expr", ""),
            fields.duration("for", Duration.ZERO),
            fields.duration("keep_firing_for", Duration.ZERO),
            fields.textMap("labels"),
            fields.textMap("annotations"));
    fields.finish();
    Report report = new Report(fields, rule, problems);
    checkKind(rule, report);
    PreparedQuery expression = expression(rule, report);
    if (!rule.record().isEmpty()) {
      checkRecording(rule, report);
    }
    checkNames(rule, report);
    if (!rule.alert().isEmpty()) {
      checkTemplates(rule, report);
    }
    groupLabels.putAll(rule.labels());
    return rule.alert().isEmpty()
        ? new RecordingRule(rule.record(), expression, groupLabels)
        : new AlertingRule(
            rule.alert(),
            expression,
            rule.hold(),
            rule.keepFiringFor(),
            groupLabels,
            rule.annotations());
  }

  /// Adds problems with the words and the place that all have in common.
  private final class Report {
    private final YamlFields fields;
    private final Written rule;
    private final List<RuleProblem> problems;

    Report(YamlFields fields, Written rule, List<RuleProblem> problems) {
      this.fields = fields;
      this.rule = rule;
      this.problems = problems;
    }

    /// A problem at the value of a field; at the rule where the field is absent.
    void add(String field, String message) {
      YamlPosition position =
          fields.node(field).map(YamlNode::position).orElse(fields.position(field));
      problems.add(
          new RuleProblem(
              position,
              "group \"" + group + "\", rule " + number + ", \"" + rule.name() + "\": " + message));
    }
  }

  private static void checkKind(Written rule, Report report) {
    if (!rule.record().isEmpty() && !rule.alert().isEmpty()) {
      report.add("record", "only one of 'record' and 'alert' must be set");
    }
    if (rule.name().isEmpty()) {
      report.add("record", "one of 'record' or 'alert' must be set");
    }
  }

  private PreparedQuery expression(Written rule, Report report) {
    if (rule.text().isEmpty()) {
      report.add("expr", "field 'expr' must be set in rule");
    } else {
      try {
        return new PreparedQuery(rule.text(), PromqlParser.parse(rule.text(), features));
      } catch (PromqlException e) {
        report.add("expr", "could not parse expression: " + e.getMessage());
      }
    }
    // A rule with problems is never evaluated; it only needs to be something.
    return new PreparedQuery(rule.text(), new NumberLiteral(0, false, new SourceRange(0, 0)));
  }

  private void checkRecording(Written rule, Report report) {
    if (!rule.annotations().isEmpty()) {
      report.add("record", "invalid field 'annotations' in recording rule");
    }
    if (!rule.hold().isZero()) {
      report.add("record", "invalid field 'for' in recording rule");
    }
    if (!rule.keepFiringFor().isZero()) {
      report.add("record", "invalid field 'keep_firing_for' in recording rule");
    }
    if (!names.isValidMetricName(rule.record())) {
      report.add("record", "invalid recording rule name: " + rule.record());
    }
    if (rule.record().contains("{") || rule.record().contains("}")) {
      report.add(
          "record",
          "braces present in the recording rule name; should it be in expr?: " + rule.record());
    }
  }

  private void checkNames(Written rule, Report report) {
    for (String name : rule.labels().keySet()) {
      if (!isLabelName(names, name)) {
        report.add("labels", "invalid label name: " + name);
      }
    }
    for (String name : rule.annotations().keySet()) {
      if (!names.isValidLabelName(name)) {
        report.add("annotations", "invalid annotation name: " + name);
      }
    }
  }

  private static void checkTemplates(Written rule, Report report) {
    rule.labels()
        .forEach((name, text) -> checkTemplate(rule, "labels", "label", name, text, report));
    rule.annotations()
        .forEach(
            (name, text) -> checkTemplate(rule, "annotations", "annotation", name, text, report));
  }

  private static void checkTemplate(
      Written rule, String field, String kind, String name, String text, Report report) {
    String problem = AlertTemplate.of(rule.alert(), text).syntaxError();
    if (!problem.isEmpty()) {
      report.add(field, kind + " \"" + name + "\": " + problem);
    }
  }
}
