package dev.firebucket.alerting.rule;

import java.util.List;
import java.util.stream.Collectors;

/// Rule files that cannot be used. The message holds every problem, one a line, each with its
/// place.
public final class RuleFilesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<RuleProblem> problems;

  public RuleFilesException(List<RuleProblem> problems) {
    super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// What is wrong, file by file.
  public List<RuleProblem> problems() {
    return problems;
  }
}
