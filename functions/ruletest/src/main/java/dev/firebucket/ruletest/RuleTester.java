package dev.firebucket.ruletest;

import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.rule.RuleFile;
import dev.firebucket.alerting.rule.RuleFileReader;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.rule.RuleProblem;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Runs files of tests. Each group of tests begins with an empty store of its own, in a folder that
/// is the caller's.
public final class RuleTester {
  private final Path folder;
  private final TestOptions options;
  private int stores;

  /// @param folder where the stores are made
  public RuleTester(Path folder, TestOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /// Runs a file; whatever is wrong with it or its rules is part of the verdict.
  ///
  /// @throws IOException when the folder of the stores cannot be used
  public FileVerdict run(Path path) throws IOException {
    String name = path.toString();
    List<String> warnings = new ArrayList<>();
    try {
      RuleTestFile file = RuleTestFileReader.read(path);
      List<Path> ruleFiles = expand(file, warnings);
      List<GroupVerdict> verdicts = new ArrayList<>();
      for (TestGroup group : file.groups()) {
        if (options.wanted().test(group.isNamed() ? group.name() : "")) {
          verdicts.add(run(file, ruleFiles, group));
        }
      }
      return new FileVerdict(name, "", warnings, verdicts);
    } catch (ConfigException e) {
      return FileVerdict.unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  private static List<Path> expand(RuleTestFile file, List<String> warnings) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (FilePattern pattern : file.ruleFiles()) {
      List<Path> found = pattern.expand();
      if (found.isEmpty()) {
        warnings.add("  WARNING: no file match pattern " + pattern);
      }
      paths.addAll(found);
    }
    return paths;
  }

  private GroupVerdict run(RuleTestFile file, List<Path> ruleFiles, TestGroup group)
      throws IOException {
    long begun = System.nanoTime();
    Path store = Files.createDirectories(folder.resolve("store-" + stores++));
    EngineOptions engineOptions =
        EngineOptions.DEFAULT
            .withFeatures(options.features())
            .withMaxConcurrency(1)
            .withSubqueryStep(file.evaluationInterval());
    List<String> failures = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (Bucket bucket = Bucket.open(store.toString(), BucketOptions.defaults());
        QueryEngine engine = new QueryEngine(bucket.reader(), engineOptions)) {
      List<RuleGroupDefinition> rules = rules(file, ruleFiles, failures);
      if (failures.isEmpty()) {
        try (GroupRun run = new GroupRun(group, rules, new RuleQueries(engine), bucket)) {
          failures.addAll(new GroupTester(group, run, file).failures());
          if (options.debug()) {
            notes.addAll(run.everything());
          }
        }
      }
    } catch (RuleTestException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
    if (options.debug()) {
      double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
      notes.add(String.format(Locale.ROOT, "Test %s finished, took %.3fs", group.name(), seconds));
    }
    return new GroupVerdict(group.name(), failures, notes);
  }

  /// All groups of rules, each evaluated at the file's interval, those first that the file names
  /// first.
  private List<RuleGroupDefinition> rules(
      RuleTestFile file, List<Path> ruleFiles, List<String> failures) {
    RuleFileReader reader =
        new RuleFileReader(NameValidationScheme.UTF8, ParserFeatures.of(options.features()));
    List<RuleGroupDefinition> groups = new ArrayList<>();
    for (Path path : ruleFiles) {
      RuleFile read = reader.read(path);
      read.problems().stream().map(RuleProblem::toString).forEach(failures::add);
      read.groups().stream()
          .map(group -> group.evaluatedEach(file.evaluationInterval()))
          .forEach(groups::add);
    }
    groups.sort(
        Comparator.comparingInt(group -> Math.max(0, file.groupOrder().indexOf(group.name()))));
    return groups;
  }
}
