package dev.firebucket.ingest.gathering;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.remotewrite.RemoteWriteException;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import dev.firebucket.storage.testing.RemoteWriteBody;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A quarter of an hour of remote write: four senders that repeat what was not acknowledged, three
/// environments that take it, two that store what the queue gathered, a bucket with outages.
final class GatheringWorld implements AutoCloseable {
  static final String POISON = "remote-write/1.0 zstd not of this world";
  private static final Instant START = Instant.parse("2026-11-29T18:00:00Z");
  private static final int STEPS = 300;
  private static final int MOST_AT_A_TIME = 50;

  final Set<String> sent = new HashSet<>();
  final Set<String> acknowledged = new HashSet<>();
  final SimulatedQueue queue;
  final Bucket bucket;
  int poison;
  int storedTwice;

  private final Random random;
  private final TestClock clock = new TestClock(START);
  private final GatheringMetrics metrics = new GatheringMetrics();
  private final List<RemoteWriteReceiver> environments = new ArrayList<>();
  private final List<List<SampleBatch>> unacknowledged = new ArrayList<>();
  private boolean outage;
  private boolean faulty = true;
  private long samples;

  GatheringWorld(Path folder, long seed) throws IOException {
    random = new Random(seed);
    queue = new SimulatedQueue(random, clock);
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults().withClock(clock));
    SampleWriter store = this::store;
    for (int i = 0; i < 3; i++) {
      environments.add(
          new RemoteWriteReceiver(
              Clock.fixed(START, ZoneOffset.UTC),
              new QueueBeforeStore(
                  queue,
                  store,
                  new GatheringOptions(Duration.ofSeconds(10), 256 * 1024),
                  clock,
                  metrics),
              ByteBudget.ofHeap()));
      unacknowledged.add(new ArrayList<>());
    }
    unacknowledged.add(new ArrayList<>());
  }

  private boolean happens(double probability) {
    return faulty && random.nextDouble() < probability;
  }

  private void store(List<SampleBatch> batches) throws IOException {
    if (outage || happens(0.03)) {
      throw new IOException("503 Slow Down");
    }
    bucket.writer().write(batches);
    if (happens(0.03)) {
      throw new IOException("stored, but the answer is lost");
    }
  }

  void run() throws IOException {
    for (int step = 0; step < STEPS; step++) {
      outage = faulty && step % 100 > 70 && step % 100 < 90;
      for (int sender = 0; sender < unacknowledged.size(); sender++) {
        send(sender);
      }
      if (happens(0.02)) {
        queue.faulty = false;
        queue.send(POISON);
        queue.faulty = true;
        poison++;
      }
      gather();
      clock.advance(Duration.ofSeconds(3));
    }
    drain();
    bucket.compactor(CompactionPolicy.EAGER).compact(clock.instant());
  }

  private void send(int sender) {
    List<SampleBatch> waiting = unacknowledged.get(sender);
    if (waiting.isEmpty() || happens(0.7)) {
      SampleBatch batch = new SampleBatch();
      for (int i = 0; i <= random.nextInt(3); i++) {
        LabelSet labels =
            LabelSet.of("__name__", "x", "sender", "s" + sender, "i", "" + random.nextInt(3));
        long at = START.toEpochMilli() - 100_000 + samples;
        batch.append(labels, at, samples);
        sent.add(line(labels, at, samples++));
      }
      waiting.add(batch);
    }
    for (SampleBatch batch : List.copyOf(waiting)) {
      try {
        environments.get(random.nextInt(environments.size())).receive(request(batch));
        waiting.remove(batch);
        acknowledge(batch);
      } catch (IOException again) {
        return;
      } catch (RemoteWriteException wrong) {
        throw new AssertionError(wrong);
      }
    }
  }

  private static RemoteWriteRequest request(SampleBatch batch) {
    return new RemoteWriteRequest("application/x-protobuf", "snappy", RemoteWriteBody.of(batch));
  }

  private void acknowledge(SampleBatch batch) {
    for (SampleBatch.Series series : batch.series()) {
      for (int i = 0; i < series.size(); i++) {
        acknowledged.add(line(series.labels(), series.timestamp(i), (long) series.value(i)));
      }
    }
  }

  /// As `StoredSamples` writes it.
  private static String line(LabelSet labels, long at, long value) {
    return "x{\"i\":\"%s\",\"sender\":\"%s\"} @%d %s"
        .formatted(labels.get("i"), labels.get("sender"), at, (double) value);
  }

  /// A run of the consumer; it may be killed at any place, and then deletes nothing.
  private void gather() {
    List<QueuedMessage> messages = queue.receive(1 + random.nextInt(MOST_AT_A_TIME));
    if (messages.isEmpty() || happens(0.03)) {
      return;
    }
    GatheredRequests requests =
        new GatheredRequests(
            environments.get(random.nextInt(environments.size())), this::store, clock, metrics);
    Set<String> failed = new HashSet<>(requests.store(messages));
    if (happens(0.05)) {
      storedTwice += messages.size() - failed.size();
      return;
    }
    queue.delete(messages.stream().filter(one -> !failed.contains(one.id())).toList());
  }

  /// Everything works again: what is left is stored, what was laid aside is tried once more.
  private void drain() {
    faulty = false;
    queue.faulty = false;
    outage = false;
    queue.redrive();
    for (int i = 0; i < 1000 && !queue.isEmpty(); i++) {
      gather();
      clock.advance(SimulatedQueue.VISIBILITY);
    }
    if (!queue.isEmpty()) {
      throw new AssertionError("the queue is never empty");
    }
  }

  @Override
  public void close() {
    bucket.close();
  }
}
