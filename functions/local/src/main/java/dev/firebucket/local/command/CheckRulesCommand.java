package dev.firebucket.local.command;

import dev.firebucket.alerting.rule.RuleFileChecker;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.query.parser.ParserFeatures;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `check rules FILE…`: as `promtool check rules`.
@Command(name = "rules", abbreviateSynopsis = true, description = "Check rule files.")
public final class CheckRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file of rule groups.")
  private List<Path> files = List.of();

  @Mixin private FeatureOptions features = new FeatureOptions();

  @Override
  public Integer call() {
    RuleFileChecker checker =
        new RuleFileChecker(NameValidationScheme.UTF8, ParserFeatures.of(features.names()));
    return checker.check(files, spec.commandLine().getOut()::println).isSound() ? 0 : 1;
  }
}
