package dev.firebucket.alerting.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds rules of one file with the same name and the same labels: they write the same series, and
/// which one wins is left to chance (promtool's `duplicate-rules`).
final class DuplicateRules {
  private DuplicateRules() {}

  /// promtool's words for the duplicates of a file; empty when there are none.
  static String describe(RuleFile file) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, RuleDefinition> sorted = new TreeMap<>();
    for (RuleGroupDefinition group : file.groups()) {
      for (RuleDefinition rule : group.rules()) {
        String identity = rule.name() + new TreeMap<>(rule.labels());
        counts.merge(identity, 1, Integer::sum);
        sorted.put(identity, rule);
      }
    }
    List<RuleDefinition> duplicates = new ArrayList<>();
    sorted.forEach(
        (identity, rule) -> {
          if (counts.getOrDefault(identity, 0) > 1) {
            duplicates.add(rule);
          }
        });
    if (duplicates.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(duplicates.size() + " duplicate rule(s) found.\n");
    for (RuleDefinition rule : duplicates) {
      text.append("Metric: ").append(rule.name()).append("\nLabel(s):\n");
      new TreeMap<>(rule.labels())
          .forEach(
              (name, value) ->
                  text.append('\t').append(name).append(": ").append(value).append('\n'));
    }
    return text.append("Might cause inconsistency while recording expressions").toString();
  }
}
