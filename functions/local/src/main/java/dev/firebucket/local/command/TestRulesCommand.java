package dev.firebucket.local.command;

import dev.firebucket.ruletest.FileVerdict;
import dev.firebucket.ruletest.GroupVerdict;
import dev.firebucket.ruletest.JUnitReport;
import dev.firebucket.ruletest.RuleTester;
import dev.firebucket.ruletest.TestOptions;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `test-rules FILE…`: as `promtool test rules`.
@Command(
    name = "test-rules",
    abbreviateSynopsis = true,
    description = {
      "Run unit tests of rules: input series, the rules evaluated at regular times, and the alerts and",
      "samples that they should give. The files are those of promtool test rules."
    })
public final class TestRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file of tests.")
  private List<Path> files = List.of();

  @Mixin private FeatureOptions features = new FeatureOptions();

  @Option(
      names = "--run",
      paramLabel = "REGEX",
      description = "Run only groups of tests whose name matches; may be given several times.")
  private List<String> runs = List.of();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the results as JUnit's XML.")
  private @Nullable Path junit;

  @Option(
      names = "--debug",
      description = "After each group of tests print all samples that there were.")
  private boolean debug;

  @Override
  public Integer call() throws IOException {
    TestOptions options = new TestOptions(features.names(), wanted(), debug);
    List<FileVerdict> verdicts = new ArrayList<>();
    try (ScratchFolder folder = ScratchFolder.make("firebucket-test-rules-")) {
      RuleTester tester = new RuleTester(folder.path(), options);
      for (Path file : files) {
        FileVerdict verdict = tester.run(file);
        print(verdict);
        verdicts.add(verdict);
      }
    }
    if (junit != null) {
      report(junit, JUnitReport.of(verdicts, Instant.now()));
    }
    return verdicts.stream().allMatch(FileVerdict::hasPassed) ? 0 : 1;
  }

  private Predicate<String> wanted() {
    try {
      return TestOptions.matching(runs);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.misuse("--run is not a regular expression: " + e.getMessage());
    }
  }

  private void print(FileVerdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    verdict.warnings().forEach(err::println);
    for (GroupVerdict group : verdict.groups()) {
      group.notes().forEach(note -> err.println("DEBUG: " + note));
    }
    if (verdict.hasPassed()) {
      out.println("  SUCCESS");
    } else {
      err.println("  FAILED:");
      for (String failure : verdict.failures()) {
        err.println(failure);
        out.println();
      }
    }
    err.flush();
    out.println();
    out.flush();
  }

  private static void report(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandFailure.misuse("cannot write the results to " + file + ": " + e.getMessage());
    }
  }
}
