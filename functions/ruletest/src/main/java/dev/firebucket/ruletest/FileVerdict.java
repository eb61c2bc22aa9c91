package dev.firebucket.ruletest;

import java.util.List;

/// What became of a file of tests.
///
/// @param file as it was named
/// @param error why nothing of it ran; empty where it did
/// @param warnings such as a pattern of rule files that matches nothing
/// @param groups those that ran, in order
public record FileVerdict(
    String file, String error, List<String> warnings, List<GroupVerdict> groups) {
  public FileVerdict {
    warnings = List.copyOf(warnings);
    groups = List.copyOf(groups);
  }

  static FileVerdict unreadable(String file, String error) {
    return new FileVerdict(file, error, List.of(), List.of());
  }

  /// All that went wrong, in order.
  public List<String> failures() {
    return error.isEmpty()
        ? groups.stream().flatMap(group -> group.failures().stream()).toList()
        : List.of(error);
  }

  /// Whether every test passed.
  public boolean hasPassed() {
    return failures().isEmpty();
  }
}
