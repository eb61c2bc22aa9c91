package dev.firebucket.alerting.rule;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.scrape.GlobalConfig;
import dev.firebucket.config.yaml.YamlPosition;
import dev.firebucket.query.parser.ParserFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Loads the rule files of a configuration.
public final class RuleFiles {
  private RuleFiles() {}

  /// The groups of all files that `rule_files` names now, in order, with the intervals and offsets
  /// of the configuration filled in.
  ///
  /// @param features which experimental parts of PromQL rules may use
  /// @throws RuleFilesException when any file has any problem: then none is used, and the previous
  ///   groups stay
  public static List<RuleGroupDefinition> load(PrometheusConfig config, ParserFeatures features)
      throws RuleFilesException {
    GlobalConfig global = config.global();
    RuleFileReader reader = new RuleFileReader(global.metricNameValidationScheme(), features);
    List<RuleGroupDefinition> groups = new ArrayList<>();
    List<RuleProblem> problems = new ArrayList<>();
    for (Path file : paths(config)) {
      RuleFile read = reader.read(file);
      problems.addAll(read.problems());
      read.groups().stream()
          .map(group -> group.withDefaults(global.evaluationInterval(), global.ruleQueryOffset()))
          .forEach(groups::add);
    }
    if (!problems.isEmpty()) {
      throw new RuleFilesException(problems);
    }
    return List.copyOf(groups);
  }

  /// The files that `rule_files` names now, each once.
  ///
  /// @throws RuleFilesException when a folder cannot be listed
  public static Set<Path> paths(PrometheusConfig config) throws RuleFilesException {
    Set<Path> paths = new LinkedHashSet<>();
    for (FilePattern pattern : config.ruleFiles()) {
      try {
        paths.addAll(pattern.expand());
      } catch (IOException e) {
        throw new RuleFilesException(
            List.of(
                new RuleProblem(
                    YamlPosition.ofFile(config.file()),
                    "failed retrieving rule files for \""
                        + pattern
                        + "\": "
                        + e.getMessage()
                        + "; check that the folder can be read")));
      }
    }
    return paths;
  }
}
