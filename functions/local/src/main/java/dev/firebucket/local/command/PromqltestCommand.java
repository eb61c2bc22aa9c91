package dev.firebucket.local.command;

import dev.firebucket.query.promqltest.ScriptRunner;
import dev.firebucket.query.promqltest.ScriptScore;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `promqltest FILE…`: scripts in the test language of Prometheus' engine.
@Command(
    name = "promqltest",
    abbreviateSynopsis = true,
    description = {
      "Run scripts in the test language of Prometheus' PromQL engine: samples are written to Parquet",
      "in a temporary folder, queries are asked of them. Prints what fails, then the totals."
    })
public final class PromqltestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A script.")
  private List<Path> files = List.of();

  @Option(
      names = "--strict",
      description = "Ask every instant query again as a range query around its time.")
  private boolean strict;

  @Option(
      names = "--enable-feature",
      split = ",",
      paramLabel = "NAME",
      description = "Run with these features of Prometheus alone, not with those of its own runs.")
  private @Nullable Set<String> features;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int passed = 0;
    int failed = 0;
    try (ScratchFolder folder = ScratchFolder.make("firebucket-promqltest-");
        ScriptRunner runner = runner(folder.path())) {
      for (Path file : files) {
        ScriptScore score = runner.run(file.toString(), lines(file));
        score.failures().forEach(out::println);
        passed += score.passedCount();
        failed += score.failures().size();
      }
    }
    out.printf("%d passed, %d failed%n", passed, failed);
    return failed == 0 ? 0 : 1;
  }

  private ScriptRunner runner(Path folder) throws IOException {
    return features == null
        ? new ScriptRunner(folder, strict)
        : new ScriptRunner(folder, strict, features);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw CommandFailure.misuse("cannot read the script " + file + ": " + e.getMessage());
    }
  }
}
