package dev.firebucket.lambda.compact;

import dev.firebucket.config.deployed.DeployedRetention;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.FunctionMetric;
import dev.firebucket.config.deployed.MetricLog;
import dev.firebucket.config.metrics.CompactionMetrics;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.metrics.OwnSamples;
import dev.firebucket.config.metrics.StoreMetrics;
import dev.firebucket.lambda.start.EarlyStart;
import dev.firebucket.lambda.start.EventFunction;
import dev.firebucket.lambda.start.EventJson;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.compaction.Compactor;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entry point: one run of the compaction timer. Running it again, or twice at a time, is safe.
public final class CompactFunction implements EventFunction {
  private static final Logger LOG = LoggerFactory.getLogger(CompactFunction.class);

  /// Metrics of the function itself are an object of their own, at most this often.
  private static final Duration METRICS_PACE = Duration.ofMinutes(1);

  private final InstantSource clock = InstantSource.system();
  private final MetricLog log = MetricLog.ofProcess();
  private final FunctionContext context;
  private final Compactor compactor;
  private final FunctionMetrics runs = new FunctionMetrics(clock);
  private final DeployedRetention retention;
  private final CompactionMetrics metrics;
  private final OwnSamples own;

  public CompactFunction() throws IOException {
    context = EarlyStart.context();
    retention = DeployedRetention.of(System.getenv(), context.config());
    metrics = new CompactionMetrics(retention::current);
    compactor = context.bucket().compactor(CompactionPolicy.GRADUAL, retention::current);
    own =
        new OwnSamples(
            context.bucket().store(),
            "compact",
            List.of(runs, metrics, new StoreMetrics(context.bucket().store())),
            clock);
  }

  /// Does all that is due.
  ///
  /// @throws IOException when the store cannot be read or written; what was done until then counts
  @Override
  public byte[] handle(byte[] event) throws IOException {
    own.prepare();
    try {
      return json(run());
    } finally {
      own.write(context.bucket().writer(), METRICS_PACE);
    }
  }

  private CompactionReport run() throws IOException {
    try (FunctionMetrics.Run run = runs.begin()) {
      retention.refresh();
      CompactionReport report = compactor.compact(clock.instant());
      metrics.ran(report);
      log.report(FunctionMetric.TAIL_BACKLOG, report.tailLeft());
      report.problems().forEach(problem -> LOG.warn("{}", problem));
      run.succeeded();
      return report;
    } catch (IOException e) {
      metrics.failed();
      throw e;
    }
  }

  private static byte[] json(CompactionReport report) throws IOException {
    return EventJson.write(
        json -> {
          json.writeNumberField("tailObjects", report.tailObjects());
          json.writeNumberField("tailLeft", report.tailLeft());
          json.writeNumberField("mergedFiles", report.mergedFiles());
          json.writeNumberField("writtenFiles", report.writtenFiles());
          json.writeNumberField("samplesRead", report.samplesRead());
          json.writeNumberField("samplesWritten", report.samplesWritten());
          json.writeNumberField("bytesRead", report.bytesRead());
          json.writeNumberField("bytesWritten", report.bytesWritten());
          json.writeNumberField("deletedObjects", report.deletedObjects());
          json.writeNumberField("rewrittenFiles", report.rewrittenFiles());
          json.writeNumberField("droppedByAge", report.droppedByAge());
          json.writeNumberField("droppedBySize", report.droppedBySize());
          json.writeNumberField("conflicts", report.conflicts());
          EventJson.texts(json, "problems", report.problems());
          json.writeNumberField("elapsed", report.elapsed().toMillis() / 1e3);
        });
  }
}
