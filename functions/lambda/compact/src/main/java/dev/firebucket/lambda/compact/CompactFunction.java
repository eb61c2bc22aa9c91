package dev.firebucket.lambda.compact;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.FunctionMetric;
import dev.firebucket.config.deployed.MetricLog;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.compaction.Compactor;
import io.quarkus.funqy.Funq;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entry point: one run of the compaction timer. Running it again, or twice at a time, is safe.
@Singleton
public class CompactFunction {
  private static final Logger LOG = LoggerFactory.getLogger(CompactFunction.class);

  private final InstantSource clock = InstantSource.system();
  private final MetricLog metrics = MetricLog.ofProcess();
  private final FunctionContext context;
  private final Compactor compactor;

  public CompactFunction() throws IOException {
    context = FunctionContext.open(System.getenv(), Duration.ofMinutes(1));
    compactor = context.bucket().compactor(CompactionPolicy.GRADUAL);
  }

  /// Does all that is due.
  ///
  /// @throws IOException when the store cannot be read or written; what was done until then counts
  @Funq
  public CompactionReport compact() throws IOException {
    CompactionReport report = compactor.compact(clock.instant());
    report.problems().forEach(problem -> LOG.warn("{}", problem));
    metrics.report(FunctionMetric.TAIL_BACKLOG, report.tailLeft());
    return report;
  }

  @PreDestroy
  void close() {
    context.close();
  }
}
