package dev.firebucket.local.command;

import dev.firebucket.alerting.rule.RuleFileChecker;
import dev.firebucket.alerting.rule.RuleFiles;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.config.ConfigChecker;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.ConfigProblem;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.query.parser.ParserFeatures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `check config FILE…`: as `promtool check config`, the rule files that it names included.
@Command(
    name = "config",
    abbreviateSynopsis = true,
    description = "Check configuration files and the rule files that they name.")
public final class CheckConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A prometheus.yml.")
  private List<Path> files = List.of();

  @Mixin private FeatureOptions features = new FeatureOptions();

  @Option(
      names = "--syntax-only",
      description = "Leave the files that the configuration names unread.")
  private boolean syntaxOnly;

  @Override
  public Integer call() {
    boolean good = true;
    for (Path file : files) {
      good &= check(file);
    }
    return good ? 0 : 1;
  }

  private boolean check(Path file) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    out.println("Checking " + file);
    ConfigChecker.Report report = new ConfigChecker(new ConfigLoader()).check(file, syntaxOnly);
    for (ConfigProblem problem : report.problems()) {
      switch (problem.severity()) {
        case ERROR -> err.println("  FAILED: " + problem);
        case WARNING -> err.println("  WARNING: " + problem);
      }
    }
    if (report.isGood()) {
      out.println(" SUCCESS: " + file + " is valid prometheus config file syntax");
    }
    out.println();
    boolean soundRules =
        syntaxOnly || report.config().map(config -> checkRules(config, out, err)).orElse(false);
    return report.isGood() && soundRules;
  }

  private boolean checkRules(PrometheusConfig config, PrintWriter out, PrintWriter err) {
    try {
      RuleFileChecker checker =
          new RuleFileChecker(
              config.global().metricNameValidationScheme(), ParserFeatures.of(features.names()));
      return checker.check(List.copyOf(RuleFiles.paths(config)), out::println).isSound();
    } catch (RuleFilesException e) {
      err.println("  FAILED: " + e.getMessage());
      return false;
    }
  }
}
