package dev.firebucket.benchmarks;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.scrape.TargetFetcher;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.parquet.SamplesFile;
import dev.firebucket.storage.parquet.SamplesFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A scrape of 5,000 series, from the body to the bytes of a samples file: samples per second, and
/// with `-prof gc` the bytes allocated per sample.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class WritePathBenchmark {
  private static final int FAMILIES = 50;
  private static final int SERIES = 5_000;
  private static final long INTERVAL = 15_000;

  private final TargetMemory memory = new TargetMemory();
  private final Target target;
  private final TargetScraper scraper;
  private long time = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  public WritePathBenchmark() {
    ScrapeConfig job = job();
    String body = body();
    target = new JobDiscovery(job).refresh(Instant.EPOCH).active().getFirst();
    scraper =
        new TargetScraper(
            job,
            new TargetFetcher(
                new HttpClientFactory(),
                "benchmark",
                List.of(new LocalExposition(9090, "/metrics", () -> body)),
                RunLimits.NONE, ByteBudget.ofHeap()),
            System::nanoTime);
  }

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public SamplesFile bodyToFile() throws IOException, InterruptedException {
    return new SamplesFileWriter().write(read());
  }

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public SampleBatch bodyToBatch() throws InterruptedException {
    return read();
  }

  private SampleBatch read() throws InterruptedException {
    time += INTERVAL;
    return scraper.scrape(target, memory, time, null).samples();
  }

  private static ScrapeConfig job() {
    String yaml =
        "scrape_configs: [{job_name: app, static_configs: [{targets: ['127.0.0.1:9090']}]}]";
    try {
      return new ConfigLoader()
          .loadText(Path.of("prometheus.yml"), yaml)
          .scrapeConfigs()
          .getFirst();
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String body() {
    StringBuilder body = new StringBuilder();
    for (int family = 0; family < FAMILIES; family++) {
      String name = "demo_metric_" + family + "_total";
      body.append("# HELP ").append(name).append(" What is counted here.\n");
      body.append("# TYPE ").append(name).append(" counter\n");
      for (int i = 0; i < SERIES / FAMILIES; i++) {
        body.append(name)
            .append(
                "{code=\"%d\",handler=\"/api/v1/items/%d\",method=\"get\"} "
                    .formatted(200 + i % 5, i))
            .append(i * 37L + family)
            .append(i % 3 == 0 ? ".25\n" : "\n");
      }
    }
    return body.toString();
  }
}
