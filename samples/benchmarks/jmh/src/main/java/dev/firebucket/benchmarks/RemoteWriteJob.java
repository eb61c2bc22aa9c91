package dev.firebucket.benchmarks;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.gathering.GatheredRequests;
import dev.firebucket.ingest.gathering.GatheringMetrics;
import dev.firebucket.ingest.gathering.GatheringOptions;
import dev.firebucket.ingest.gathering.QueueBeforeStore;
import dev.firebucket.ingest.gathering.QueuedMessage;
import dev.firebucket.ingest.remotewrite.RemoteWriteException;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.object.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remote write as the push function takes it, in simulated time: each request stored at once, and
/// the same requests gathered by a queue, which is a list here. Prints what a request, a message
/// and a run of the consumer cost.
///
/// `samples/benchmarks/cost.py` runs it and turns the counts into dollars.
public final class RemoteWriteJob {
  /// What Lambda hands a function at a time, in bytes, and what stands around each message in it.
  private static final int MOST_OF_AN_EVENT = 6 << 20;

  private static final int AROUND_A_MESSAGE = 700;
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final JobSize size;
  private final List<String> queued = new ArrayList<>();
  private final SenderRequests requests;
  private Instant now = Instant.now();

  private RemoteWriteJob(JobSize size) {
    this.size = size;
    this.requests = new SenderRequests(size.targets() * size.series());
  }

  /// Runs the job and prints a line of JSON for each part.
  ///
  /// @param arguments see [JobSize#of]
  public static void main(String[] arguments) throws Exception {
    new RemoteWriteJob(JobSize.of(arguments)).run();
    System.exit(0);
  }

  private MeasuredPart part(String name) throws IOException {
    BucketOptions options =
        BucketOptions.defaults()
            .withStore(
                new StoreOptions(
                    Optional.of(URI.create(size.endpoint())), Optional.of("us-east-1")));
    return new MeasuredPart(name, Bucket.open(size.storage(), options));
  }

  private void run() throws IOException, InterruptedException {
    MeasuredPart atOnce = part("write at once");
    MeasuredPart laid = part("write queued");
    MeasuredPart gathered = part("gather");
    Clock clock = Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    RemoteWriteReceiver direct = new RemoteWriteReceiver(atOnce.bucket().writer(), clock, ByteBudget.ofHeap());
    GatheringMetrics metrics = new GatheringMetrics();
    // A clock that stands still: nothing is stored at once but the first.
    RemoteWriteReceiver gathering =
        new RemoteWriteReceiver(
            clock,
            new QueueBeforeStore(
                queued::add,
                laid.bucket().writer(),
                new GatheringOptions(WINDOW, 256 * 1024),
                InstantSource.fixed(now),
                metrics), ByteBudget.ofHeap());
    GatheredRequests consumer =
        new GatheredRequests(
            gathering, gathered.bucket().writer(), InstantSource.system(), metrics);
    int windows = size.minutes() * 60 / (int) WINDOW.toSeconds();
    int warmUp = windows / 3;
    for (int window = 0; window < warmUp + windows; window++) {
      if (window == warmUp) {
        List.of(atOnce, laid, gathered).forEach(MeasuredPart::begin);
      }
      for (byte[] body : requests.of(now, WINDOW, size.interval())) {
        atOnce.measure(() -> take(direct, body));
        laid.measure(() -> take(gathering, body));
      }
      for (List<QueuedMessage> event : events(laid)) {
        gathered.measure(
            () -> {
              if (!consumer.store(event).isEmpty()) {
                throw new IOException("messages are left");
              }
            });
      }
      now = now.plus(WINDOW);
    }
    for (MeasuredPart one : List.of(atOnce, laid, gathered)) {
      System.out.println(one.json());
      one.bucket().close();
    }
  }

  private static void take(RemoteWriteReceiver receiver, byte[] body) throws IOException {
    try {
      receiver.receive(new RemoteWriteRequest("application/x-protobuf", "snappy", body));
    } catch (RemoteWriteException e) {
      throw new IOException(e);
    }
  }

  /// What the queue hands over at the end of a window: as much as an event holds, event by event.
  ///
  /// @param laid notes the bytes of the messages as its samples
  private List<List<QueuedMessage>> events(MeasuredPart laid) {
    List<List<QueuedMessage>> events = new ArrayList<>();
    int bytes = MOST_OF_AN_EVENT;
    for (int i = 0; i < queued.size(); i++) {
      int length = queued.get(i).length() + AROUND_A_MESSAGE;
      if (bytes + length > MOST_OF_AN_EVENT) {
        events.add(new ArrayList<>());
        bytes = 0;
      }
      bytes += length;
      laid.samples(queued.get(i).length());
      events.getLast().add(new QueuedMessage("m" + i, queued.get(i)));
    }
    queued.clear();
    return events;
  }
}
