package dev.firebucket.local.command;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.yaml.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Override
  public Integer call() throws IOException {
    boolean good = true;
    for (Path file : files) {
      good &= check(file);
    }
    return good ? 0 : 1;
  }

  private boolean check(Path file) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    out.println("Checking " + file);
    try {
      PrometheusConfig config = new ConfigLoader().load(file);
      config.warnings().forEach(warning -> err.println("  WARNING: " + warning));
      List<Path> ruleFiles = RuleFiles.namedBy(config);
      if (!ruleFiles.isEmpty()) {
        out.println("  SUCCESS: " + ruleFiles.size() + " rule files found");
      }
      out.println(" SUCCESS: " + file + " is valid prometheus config file syntax");
      out.println();
      boolean good = true;
      for (Path ruleFile : ruleFiles) {
        good &= RuleFiles.check(ruleFile, out, err);
      }
      return good;
    } catch (ConfigException e) {
      err.println("  FAILED: " + e.getMessage());
      out.println();
      return false;
    }
  }
}
