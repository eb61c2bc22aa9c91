package dev.firebucket.query.promqltest;

import java.util.ArrayList;
import java.util.List;

/// How a script went.
final class ScriptScore {
  private final String file;
  private final List<String> failures = new ArrayList<>();
  private int passed;
  private int unsupported;

  ScriptScore(String file) {
    this.file = file;
  }

  void passed() {
    passed++;
  }

  void failed(ScriptCommand.Eval eval, String why) {
    failures.add("%s:%d %s%n    %s".formatted(file, eval.line(), eval.query(), why));
  }

  /// What says itself that it is not supported yet.
  void unsupported() {
    unsupported++;
  }

  String file() {
    return file;
  }

  int passedCount() {
    return passed;
  }

  int unsupportedCount() {
    return unsupported;
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public String toString() {
    return "%-30s %4d passed, %3d failed, %3d not supported yet"
        .formatted(file, passed, failures.size(), unsupported);
  }
}
