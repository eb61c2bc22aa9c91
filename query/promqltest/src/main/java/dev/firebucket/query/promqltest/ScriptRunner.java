package dev.firebucket.query.promqltest;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.engine.Sharding;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Runs a script against the engine over a bucket in a folder: samples go through Parquet.
public final class ScriptRunner implements AutoCloseable {
  private static final Duration LOOKBACK = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(100);

  /// The flags of `--enable-feature` that Prometheus runs its scripts with.
  public static final Set<String> FEATURES =
      Set.of(
          "promql-experimental-functions",
          "promql-extended-range-selectors",
          "promql-binop-fill-modifiers",
          "promql-delayed-name-removal",
          "use-start-timestamps");

  private static final Pattern DEPENDS_ON_RANGE =
      Pattern.compile("(?i)\\b(?:start|end|step|range)\\s*\\(");
  private static final long MINUTE = 60_000;

  private final Path folder;
  private final boolean strict;
  private final EngineOptions options;
  private int stores;
  private Bucket bucket;
  private QueryEngine engine;

  /// @param folder where the stores of the scripts are made
  /// @param strict whether instant queries are asked once more as range queries
  /// @throws IOException when the folder cannot be used
  public ScriptRunner(Path folder, boolean strict) throws IOException {
    this(folder, strict, FEATURES);
  }

  /// A runner with other flags of `--enable-feature` than Prometheus has.
  public ScriptRunner(Path folder, boolean strict, Set<String> features) throws IOException {
    this(folder, strict, options(features));
  }

  /// A runner whose queries are read in shards as told.
  ///
  /// @param sharding when, and in how many
  public ScriptRunner(Path folder, boolean strict, Sharding sharding) throws IOException {
    this(folder, strict, options(FEATURES).withSharding(sharding));
  }

  private ScriptRunner(Path folder, boolean strict, EngineOptions options) throws IOException {
    this.folder = folder;
    this.strict = strict;
    this.options = options;
    this.bucket = open();
    this.engine = new QueryEngine(bucket.reader(), options);
  }

  private static EngineOptions options(Set<String> features) {
    return new EngineOptions(
        EngineOptions.DEFAULT.maxSamples(),
        EngineOptions.DEFAULT.maxBytes(),
        EngineOptions.DEFAULT.memoryBytes(),
        TIMEOUT,
        LOOKBACK,
        2,
        Duration.ofMinutes(1),
        EngineOptions.DEFAULT.sampleCacheBytes(),
        EngineOptions.DEFAULT.sharding(),
        features);
  }

  /// Runs a script, beginning with an empty store. A line that is none of the language counts as
  /// one failure, and nothing of the script is run.
  ///
  /// @param name of the file, for messages
  /// @throws IOException when a store cannot be written
  public ScriptScore run(String name, List<String> lines) throws IOException {
    ScriptScore score = new ScriptScore(name);
    try {
      run(ScriptReader.read(lines), score);
    } catch (ScriptException e) {
      score.failed(e.line(), lines.get(e.line() - 1).strip(), String.valueOf(e.getMessage()));
    }
    return score;
  }

  private void run(List<ScriptCommand> commands, ScriptScore score) throws IOException {
    clear();
    for (ScriptCommand command : commands) {
      switch (command) {
        case ScriptCommand.Clear clear -> clear();
        case ScriptCommand.Load load -> load(load);
        case ScriptCommand.Eval eval -> {
          eval(eval, score);
          if (strict && hasRangeTwin(eval)) {
            eval(rangeTwin(eval), score);
          }
        }
      }
    }
  }

  private void clear() throws IOException {
    close();
    bucket = open();
    engine = new QueryEngine(bucket.reader(), options);
  }

  private Bucket open() throws IOException {
    Path store = Files.createDirectories(folder.resolve("store-" + stores++));
    return Bucket.open(store.toString(), BucketOptions.defaults());
  }

  private void load(ScriptCommand.Load load) throws IOException {
    SampleBatch batch = new SampleBatch();
    List<SeriesLine> series = new ArrayList<>(load.series());
    if (load.withCustomBuckets()) {
      series.addAll(CustomBucketHistograms.of(load.series()));
    }
    for (SeriesLine line : series) {
      append(batch, line, load.stepMillis());
    }
    bucket.writer().write(batch);
  }

  private static void append(SampleBatch batch, SeriesLine line, long step) {
    for (int i = 0; i < line.values().size(); i++) {
      long time = i * step;
      OptionalLong offset =
          line.startOffsets().isEmpty() ? OptionalLong.empty() : line.startOffsets().get(i);
      long start = offset.isPresent() ? time + offset.getAsLong() : SampleBatch.NO_START;
      SampleBatch.Series series = batch.series(line.labels());
      switch (line.values().get(i)) {
        case ScriptValue.Absent absent -> {}
        case ScriptValue.FloatValue number -> series.append(time, number.value(), start);
        case ScriptValue.Histogram histogram -> series.append(time, histogram.histogram(), start);
      }
    }
  }

  private static boolean hasRangeTwin(ScriptCommand.Eval eval) {
    ScriptCommand.Expectation expected = eval.expectation();
    return eval.instant()
        && expected.fail() == null
        && expected.string() == null
        && expected.rangeVector() == null
        && !expected.ordered()
        && !DEPENDS_ON_RANGE.matcher(eval.query()).find();
  }

  /// The same query over a minute before and after; notes may differ then.
  private static ScriptCommand.Eval rangeTwin(ScriptCommand.Eval eval) {
    ScriptCommand.Expectation expected = eval.expectation();
    return new ScriptCommand.Eval(
        eval.line(),
        eval.query(),
        eval.endMillis() - MINUTE,
        eval.endMillis() + MINUTE,
        MINUTE,
        eval.endMillis(),
        new ScriptCommand.Expectation(
            expected.series(),
            expected.scalar(),
            null,
            false,
            null,
            List.of(),
            List.of(),
            false,
            false,
            null));
  }

  private void eval(ScriptCommand.Eval eval, ScriptScore score) {
    String difference;
    try {
      difference = new AnswerCheck(eval).difference(ask(eval));
    } catch (PromqlException e) {
      String message = String.valueOf(e.getMessage());
      ScriptCommand.Note fail = eval.expectation().fail();
      difference = fail != null && fail.matches(message) ? null : "error: " + message;
    } catch (RuntimeException e) {
      difference = "exception: " + e;
    }
    if (difference == null) {
      score.passed();
    } else {
      score.failed(eval.line(), eval.query(), difference);
    }
  }

  private QueryResult ask(ScriptCommand.Eval eval) {
    return eval.instant()
        ? engine.instant(new InstantQuery(eval.query(), eval.endMillis(), LOOKBACK, TIMEOUT))
        : engine.range(
            new RangeQuery(
                eval.query(),
                eval.startMillis(),
                eval.endMillis(),
                eval.stepMillis(),
                LOOKBACK,
                TIMEOUT));
  }

  @Override
  public void close() {
    engine.close();
    bucket.close();
  }
}
