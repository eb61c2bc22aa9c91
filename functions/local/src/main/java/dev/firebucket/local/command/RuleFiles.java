package dev.firebucket.local.command;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.files.FilePattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Rule files, as `check` looks at them.
final class RuleFiles {
  private RuleFiles() {}

  /// The files that the patterns of a configuration match now.
  static List<Path> namedBy(PrometheusConfig config) throws IOException {
    List<Path> files = new ArrayList<>();
    for (FilePattern pattern : config.ruleFiles()) {
      files.addAll(pattern.expand());
    }
    return files;
  }

  /// Checks one file and prints what it finds; false when something is wrong.
  static boolean check(Path file, PrintWriter out, PrintWriter err) {
    return true;
  }
}
