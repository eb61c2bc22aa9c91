package dev.firebucket.lambda.scrape;

import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.DeployedSettings;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.RunQueue;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.round.ScrapeCounters;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.scrape.ScrapeException;
import dev.firebucket.ingest.scrape.ScrapedBody;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One execution environment of the function: the real services, over a clock and a store of its
/// own that may go wrong.
final class SimulatedEnvironment {
  private static final Duration CONFIG_PATIENCE = Duration.ofSeconds(50);
  private static final int WRITE_ATTEMPTS = 3;

  final ScrapeFunction function;
  final SimulatedStore store;
  boolean busy;

  SimulatedEnvironment(SimulatedWorld world, RunQueue queue, Path scratch) {
    store = new SimulatedStore(world);
    Duration skew =
        world.happens(0.02)
            ? Duration.ofMillis(world.random.nextInt(2000) - 1000)
            : Duration.ofMillis(world.random.nextInt(400) - 200);
    RoundTime time = new SkewedTime(world.time, skew);
    DeployedSettings settings =
        new DeployedSettings("memory", Optional.empty(), "config/prometheus.yml", scratch);
    RoundOptions options =
        new RoundOptions(
            world.concurrency,
            "simulation",
            List.of(),
            new ScrapeCounters(),
            RunLimits.FUNCTION,
            ByteBudget.ofHeap());
    function =
        new ScrapeFunction(
            new ScrapeService(
                new ScrapeService.Parts(
                    new DeployedConfig(store, settings, CONFIG_PATIENCE, time),
                    source(world),
                    samples -> write(world, samples),
                    store,
                    Optional.of(queue),
                    options,
                    new BackOff(world.backOff),
                    time)));
  }

  private static ExpositionSource source(SimulatedWorld world) {
    return target -> {
      SimulatedTarget simulated = world.target(target.config().jobName());
      byte[] body =
          simulated.answer().orElseThrow(() -> new ScrapeException("context deadline exceeded"));
      return new ScrapedBody(body, body.length, "text/plain; version=0.0.4");
    };
  }

  /// As the writer of the function: again for a second and a half, then the run fails.
  private CompletableFuture<Void> write(SimulatedWorld world, List<SampleBatch> samples) {
    if (samples.stream().allMatch(SampleBatch::isEmpty)) {
      return CompletableFuture.completedFuture(null);
    }
    IOException last = new IOException("never tried");
    for (int attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
      try {
        store.write(samples);
        return CompletableFuture.completedFuture(null);
      } catch (IOException refused) {
        last = refused;
        world.time.sleep(Duration.ofMillis(500));
      }
    }
    return CompletableFuture.failedFuture(last);
  }

  /// The clock of an environment.
  private record SkewedTime(VirtualTime time, Duration skew) implements RoundTime {
    @Override
    public Instant instant() {
      return time.instant().plus(skew);
    }

    @Override
    public long nanoTime() {
      return time.nanoTime();
    }

    @Override
    public Thread start(String name, Runnable work) {
      return time.start(name, work);
    }

    @Override
    public <T> Mailbox<T> mailbox() {
      return time.mailbox();
    }
  }
}
