package dev.firebucket.query.promqltest;

import java.util.ArrayList;
import java.util.List;

/// How a script went.
public final class ScriptScore {
  private final String file;
  private final List<String> failures = new ArrayList<>();
  private int passed;

  ScriptScore(String file) {
    this.file = file;
  }

  void passed() {
    passed++;
  }

  void failed(int line, String what, String why) {
    failures.add("%s:%d: %s%n    %s".formatted(file, line, what, why));
  }

  /// The name of the script.
  public String file() {
    return file;
  }

  /// How many evaluations gave what was expected.
  public int passedCount() {
    return passed;
  }

  /// Each as `FILE:LINE: query`, and below it what was expected and what came.
  public List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public String toString() {
    return "%-30s %4d passed, %3d failed".formatted(file, passed, failures.size());
  }
}
