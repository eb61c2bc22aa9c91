package dev.firebucket.benchmarks;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.ScrapeEvents;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.StoreOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An hour of runs of the scrape function, one after the other, with one target that answers and
/// with one more whose host is silent: how much longer a run takes, in real seconds.
///
/// A silent host is a server whose queue of connections is full: the kernel drops what else comes.
public final class DeadTargetJob {
  private static final int RUNS = 60;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Bucket bucket;
  private Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private DeadTargetJob(Bucket bucket) {
    this.bucket = bucket;
  }

  /// Runs the job and prints a line of JSON for each kind.
  ///
  /// @param arguments see [JobSize#of]
  public static void main(String[] arguments) throws Exception {
    JobSize size = JobSize.of(arguments);
    BucketOptions options =
        BucketOptions.defaults()
            .withStore(
                new StoreOptions(
                    Optional.of(URI.create(size.endpoint())), Optional.of("us-east-1")));
    try (Bucket bucket = Bucket.open(size.storage(), options);
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> waiting = fill(silent);
      DeadTargetJob job = new DeadTargetJob(bucket);
      String dead = ", '127.0.0.1:" + silent.getLocalPort() + "'";
      // Warm.
      job.hour("", 3);
      job.print("one target", job.hour("", RUNS));
      job.now = job.now.plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
      job.print("and a silent one", job.hour(dead, RUNS));
      for (Socket one : waiting) {
        one.close();
      }
    }
    System.exit(0);
  }

  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    while (true) {
      Socket one = new Socket();
      waiting.add(one);
      try {
        one.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 300);
      } catch (SocketTimeoutException isFull) {
        return waiting;
      }
    }
  }

  /// How long each run took, in seconds.
  private List<Double> hour(String more, int runs)
      throws IOException, InterruptedException, ConfigException {
    Path file = Files.createTempFile("firebucket-dead-", ".yml");
    Files.writeString(
        file,
        "scrape_configs: [{job_name: all, scrape_interval: 1m, static_configs: [{targets: ['127.0.0.1:9090'%s]}]}]"
            .formatted(more));
    List<Double> took = new ArrayList<>();
    try (HttpClientFactory clients = new HttpClientFactory()) {
      RoundOptions options =
          RoundOptions.of("dead")
              .within(RunLimits.FUNCTION)
              .with(new LocalExposition(9090, "/metrics", () -> "x 1\n"));
      ScrapeEvents events =
          new ScrapeEvents(
              new ConfigLoader().load(file),
              options.source(clients),
              this::write,
              bucket.store(),
              options,
              BackOff.NONE,
              RoundTime.of(() -> now));
      for (int run = 0; run < runs; run++) {
        long began = System.nanoTime();
        EventReport report = events.scrape(PlannedRound.ofMinute(now));
        took.add((System.nanoTime() - began) / 1e9);
        if (!(report instanceof EventReport.Scraped scraped) || !scraped.stored()) {
          throw new IOException("a round did not take place: " + report);
        }
        now = now.plus(MINUTE);
      }
    }
    Files.delete(file);
    return took;
  }

  private CompletableFuture<Void> write(List<SampleBatch> batches) {
    try {
      bucket.writer().write(batches);
      return CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void print(String name, List<Double> took) {
    System.out.printf(
        Locale.ROOT,
        "{\"part\":\"%s\",\"runs\":%d,\"mean_seconds\":%.3f,\"longest_seconds\":%.3f}%n",
        name,
        took.size(),
        took.stream().mapToDouble(one -> one).average().orElse(0),
        took.stream().mapToDouble(one -> one).max().orElse(0));
  }
}
