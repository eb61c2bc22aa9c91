package dev.firebucket.api.rules;

import dev.firebucket.alerting.rule.RuleDefinition;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.alerting.status.RuleStatus;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which rules were asked for.
///
/// @param alerting whether alerting rules are wanted
/// @param recording whether recording rules are wanted
/// @param names of rules, empty for all
/// @param groups names of groups, empty for all
/// @param files empty for all
/// @param matchers sets of conditions on the labels of a rule, any of which it must fulfil
record RulesFilter(
    boolean alerting,
    boolean recording,
    Set<String> names,
    Set<String> groups,
    Set<String> files,
    List<List<LabelMatcher>> matchers) {
  /// @throws ApiException for an unknown type and a selector that cannot be read
  static RulesFilter of(RequestParameters parameters) {
    String type = parameters.first("type").toLowerCase(Locale.ROOT);
    if (!Set.of("", "alert", "record").contains(type)) {
      throw ApiException.invalidParameter("type", "not supported value \"" + type + "\"");
    }
    List<List<LabelMatcher>> matchers = new ArrayList<>();
    for (String selector : parameters.all("match[]")) {
      try {
        matchers.add(PromqlParser.parseSelector(selector));
      } catch (PromqlException e) {
        throw ApiException.badData(String.valueOf(e.getMessage()));
      }
    }
    return new RulesFilter(
        !type.equals("record"),
        !type.equals("alert"),
        Set.copyOf(parameters.all("rule_name[]")),
        Set.copyOf(parameters.all("rule_group[]")),
        Set.copyOf(parameters.all("file[]")),
        matchers);
  }

  boolean wants(RuleGroupStatus group) {
    return (groups.isEmpty() || groups.contains(group.definition().name()))
        && (files.isEmpty() || files.contains(group.definition().file()));
  }

  boolean wants(RuleStatus status) {
    return switch (status) {
      case RuleStatus.Recording recorded -> recording && wants(recorded.rule());
      case RuleStatus.Alerting alert -> alerting && wants(alert.rule());
    };
  }

  private boolean wants(RuleDefinition rule) {
    if (!names.isEmpty() && !names.contains(rule.name())) {
      return false;
    }
    LabelSet labels = LabelSet.of(rule.labels());
    return matchers.isEmpty()
        || matchers.stream()
            .anyMatch(set -> set.stream().allMatch(matcher -> matcher.matches(labels)));
  }
}
