package dev.firebucket.local.command;

import dev.firebucket.query.engine.RangeQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `query range [SERVER] EXPR`: as `promtool query range`.
@Command(
    name = "range",
    abbreviateSynopsis = true,
    description = "Evaluate an expression over steps of time.")
public final class QueryRangeCommand implements Callable<Integer> {
  private static final Duration DEFAULT_RANGE = Duration.ofMinutes(5);

  /// Without a step there are about so many.
  private static final long DEFAULT_POINTS = 250;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "First time: RFC 3339 or seconds since the epoch. Default: 5 m before the end")
  private @Nullable Long startMillis;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Last time. Default: now")
  private @Nullable Long endMillis;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      converter = PrometheusDurationConverter.class,
      description = "Distance of two steps. Default: so that there are about 250, at least 1 s")
  private @Nullable Duration step;

  @Mixin private QueryTarget target = new QueryTarget();

  @Override
  public Integer call() throws IOException {
    long end = endMillis == null ? System.currentTimeMillis() : endMillis;
    long start = startMillis == null ? end - DEFAULT_RANGE.toMillis() : startMillis;
    if (end < start) {
      throw CommandFailure.misuse("--end is before --start");
    }
    long stepMillis =
        step == null ? Math.max(1, (end - start) / 1000 / DEFAULT_POINTS) * 1000 : step.toMillis();
    if (stepMillis <= 0) {
      throw CommandFailure.misuse("--step must be above 0");
    }
    String text =
        target.ask(
            "query_range",
            Map.of(
                "start", TimeConverter.seconds(start),
                "end", TimeConverter.seconds(end),
                "step", TimeConverter.seconds(stepMillis)),
            expression ->
                engine ->
                    engine.range(
                        new RangeQuery(
                            expression,
                            start,
                            end,
                            stepMillis,
                            engine.options().lookback(),
                            engine.options().timeout())));
    spec.commandLine().getOut().println(text);
    return 0;
  }
}
