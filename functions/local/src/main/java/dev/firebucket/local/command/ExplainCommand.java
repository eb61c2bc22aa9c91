package dev.firebucket.local.command;

import dev.firebucket.query.engine.Explanation;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.error.PromqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `explain EXPR`: what becomes of an expression on its way to SQL. Nothing is read.
@Command(
    name = "explain",
    abbreviateSynopsis = true,
    description = "Show the plan and the SQL of a PromQL expression, without reading anything.")
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

  @Option(
      names = "--enable-feature",
      split = ",",
      paramLabel = "FEATURE",
      description = "Features of PromQL to enable, by Prometheus' names.")
  private Set<String> features = Set.of();

  @Override
  public Integer call() {
    try (QueryEngine engine =
        new QueryEngine(
            (from, to) -> {
              throw new IOException("explain reads nothing");
            },
            Engines.options(features))) {
      print(explanation(engine), spec.commandLine().getOut());
      return 0;
    } catch (PromqlException e) {
      throw CommandFailure.wrong("query error: " + e.type().wireName() + ": " + e.getMessage());
    }
  }

  private Explanation explanation(QueryEngine engine) {
    long time = timeMillis == null ? System.currentTimeMillis() : timeMillis;
    Duration lookback = engine.options().lookback();
    Duration timeout = engine.options().timeout();
    Duration length = range;
    if (length == null) {
      return engine.explain(new InstantQuery(expression, time, lookback, timeout));
    }
    return engine.explain(
        new RangeQuery(
            expression, time - length.toMillis(), time, step.toMillis(), lookback, timeout));
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
  }
}
