package dev.firebucket.alerting.rule;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.query.parser.ParserFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// `check rules`: says of each file whether it is sound, in promtool's words.
public final class RuleFileChecker {
  private final RuleFileReader reader;

  public RuleFileChecker(NameValidationScheme names, ParserFeatures features) {
    this.reader = new RuleFileReader(names, features);
  }

  /// What became of the files.
  ///
  /// @param failed files with problems
  /// @param duplicates files that are sound but for duplicate rules: a warning
  public record Outcome(int failed, int duplicates) {
    /// Whether no file has a problem; duplicates do not count.
    public boolean isSound() {
      return failed == 0;
    }
  }

  /// Checks files one after the other.
  ///
  /// @param lines takes the report line by line: `Checking rules.yml`, ` SUCCESS: 3 rules found` or
  ///   ` FAILED:` and the problems
  public Outcome check(List<Path> files, Consumer<String> lines) {
    int failed = 0;
    int duplicates = 0;
    for (Path path : files) {
      lines.accept("Checking " + path);
      RuleFile file = reader.read(path);
      String duplicate = DuplicateRules.describe(file);
      if (!file.problems().isEmpty()) {
        failed++;
        report(file.problems().stream().map(RuleProblem::toString).toList(), lines);
      } else if (!duplicate.isEmpty()) {
        duplicates++;
        report(List.of("lint error " + duplicate), lines);
      } else {
        lines.accept("  SUCCESS: " + file.ruleCount() + " rules found");
      }
      lines.accept("");
    }
    return new Outcome(failed, duplicates);
  }

  private static void report(List<String> problems, Consumer<String> lines) {
    List<String> all = new ArrayList<>(List.of("  FAILED:"));
    problems.forEach(problem -> all.addAll(problem.lines().toList()));
    all.forEach(lines);
  }
}
