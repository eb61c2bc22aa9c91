package dev.firebucket.ruletest;

import java.util.List;

/// What became of a group of tests.
///
/// @param name of the group
/// @param failures one text for each test that failed; empty where all passed
/// @param notes what `--debug` shows
public record GroupVerdict(String name, List<String> failures, List<String> notes) {
  public GroupVerdict {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }
}
