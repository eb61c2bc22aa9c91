package dev.firebucket.local.command;

import dev.firebucket.query.engine.InstantQuery;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `query instant [SERVER] EXPR`: as `promtool query instant`.
@Command(
    name = "instant",
    abbreviateSynopsis = true,
    description = "Evaluate an expression at one time.")
public final class QueryInstantCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Time of the evaluation: RFC 3339 or seconds since the epoch. Default: now")
  private @Nullable Long timeMillis;

  @Mixin private QueryTarget target = new QueryTarget();

  @Override
  public Integer call() throws IOException {
    long time = timeMillis == null ? System.currentTimeMillis() : timeMillis;
    String text =
        target.ask(
            "query",
            Map.of("time", TimeConverter.seconds(time)),
            expression ->
                engine ->
                    engine.instant(
                        new InstantQuery(
                            expression,
                            time,
                            engine.options().lookback(),
                            engine.options().timeout())));
    spec.commandLine().getOut().println(text);
    return 0;
  }
}
