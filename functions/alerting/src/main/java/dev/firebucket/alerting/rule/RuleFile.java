package dev.firebucket.alerting.rule;

import java.util.List;

/// A rule file that was read.
///
/// @param groups in order; of a file with problems those parts that are sound
/// @param problems empty when the file is sound
public record RuleFile(List<RuleGroupDefinition> groups, List<RuleProblem> problems) {
  public RuleFile {
    groups = List.copyOf(groups);
    problems = List.copyOf(problems);
  }

  /// How many rules the file holds.
  public int ruleCount() {
    return groups.stream().mapToInt(group -> group.rules().size()).sum();
  }
}
