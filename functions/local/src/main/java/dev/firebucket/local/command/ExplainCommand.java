package dev.firebucket.local.command;

import dev.firebucket.query.engine.Analysis;
import dev.firebucket.query.engine.Cost;
import dev.firebucket.query.engine.Explanation;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.Bucket;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `explain EXPR`: what becomes of an expression on its way to SQL, and the SQL that gives the
/// samples it reads.
@Command(
    name = "explain",
    abbreviateSynopsis = true,
    description = {
      "Show the plan and the SQL of a PromQL expression, and the SQL that gives the samples it"
          + " reads",
      "from the files of --storage: paste that into DuckDB. With --analyze evaluate the expression",
      "too, and show what each step cost."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "EXPR", description = "The PromQL expression.")
  private String expression = "";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Time of an instant query, or end of a range query. Default: now")
  private @Nullable Long timeMillis;

  @Option(
      names = "--range",
      paramLabel = "DURATION",
      converter = PrometheusDurationConverter.class,
      description = "Explain a range query of this length instead of an instant query.")
  private @Nullable Duration range;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      defaultValue = "15s",
      converter = PrometheusDurationConverter.class,
      description = "Step of the range query. Default: ${DEFAULT-VALUE}")
  private Duration step = Duration.ofSeconds(15);

  @Mixin private FeatureOptions features = new FeatureOptions();

  @Option(names = "--analyze", description = "Evaluate it too, and show what each step cost.")
  private boolean analyze;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Bucket bucket = storage.openExisting();
        QueryEngine engine = new QueryEngine(bucket.reader(), features.engineOptions())) {
      if (analyze) {
        Analysis analysis = analysis(engine);
        print(analysis, out);
        warn(analysis.warnings());
      } else {
        Explanation explanation = explanation(engine);
        print(explanation, out);
        warn(explanation.warnings());
      }
      return 0;
    } catch (PromqlException e) {
      throw CommandFailure.wrong("query error: " + e.type().wireName() + ": " + e.getMessage());
    }
  }

  private void warn(List<String> warnings) {
    warnings.forEach(one -> spec.commandLine().getErr().println("warning: " + one));
  }

  private Explanation explanation(QueryEngine engine) {
    return range == null ? engine.explain(instant(engine)) : engine.explain(range(engine, range));
  }

  private Analysis analysis(QueryEngine engine) {
    return range == null ? engine.analyze(instant(engine)) : engine.analyze(range(engine, range));
  }

  private long time() {
    return timeMillis == null ? System.currentTimeMillis() : timeMillis;
  }

  private InstantQuery instant(QueryEngine engine) {
    return new InstantQuery(
        expression, time(), engine.options().lookback(), engine.options().timeout());
  }

  private RangeQuery range(QueryEngine engine, Duration length) {
    long end = time();
    return new RangeQuery(
        expression,
        end - length.toMillis(),
        end,
        step.toMillis(),
        engine.options().lookback(),
        engine.options().timeout());
  }

  private static void print(Analysis analysis, PrintWriter out) {
    print(analysis.explanation(), out);
    out.println();
    out.println("-- costs in milliseconds");
    for (Cost cost : analysis.costs()) {
      out.printf(Locale.ROOT, "%10.3f  %-8s %s%n", cost.millis(), cost.stage(), cost.detail());
    }
  }

  private static void print(Explanation explanation, PrintWriter out) {
    out.println("-- expression");
    out.println(explanation.expression());
    out.println();
    out.println("-- plan");
    out.println(explanation.plan());
    if (!explanation.sql().isEmpty()) {
      out.println("-- SQL");
      out.println(explanation.sql());
    }
    for (String scan : explanation.scans()) {
      out.println();
      out.println("-- samples");
      out.println(scan + ";");
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "-- reads %d objects: %d bytes in %d requests, where nothing is cached%n",
        explanation.reads().objects(),
        explanation.reads().bytes(),
        explanation.reads().requests());
  }
}
