package dev.firebucket.ingest.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.remotewrite.RemoteWriteException;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.testing.RemoteWriteBody;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Requests on their way through a queue that is a list here.
class GatheringTest {
  private static final Instant START = Instant.parse("2026-11-29T18:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock(START);
  private final List<String> queued = new ArrayList<>();
  private final CollectingWriter kept = new CollectingWriter();
  private final GatheringMetrics metrics = new GatheringMetrics();
  private boolean queueRefuses;

  private RemoteWriteReceiver receiver(int longestMessage) {
    MessageQueue queue =
        body -> {
          if (queueRefuses) {
            throw new IOException("the queue is not there");
          }
          queued.add(body);
        };
    return new RemoteWriteReceiver(
        Clock.fixed(START, ZoneOffset.UTC),
        new QueueBeforeStore(
            queue, kept, new GatheringOptions(WINDOW, longestMessage), clock, metrics),
        ByteBudget.ofHeap());
  }

  private final RemoteWriteReceiver receiver = receiver(256 * 1024);
  private final GatheredRequests gathered = new GatheredRequests(receiver, kept, clock, metrics);

  private static SampleBatch sample(String job, double value) {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", "up", "job", job), START.toEpochMilli(), value);
    return batch;
  }

  private static RemoteWriteRequest request(SampleBatch batch) {
    return new RemoteWriteRequest("application/x-protobuf", "snappy", RemoteWriteBody.of(batch));
  }

  private void send(String job) throws IOException, RemoteWriteException {
    receiver.receive(request(sample(job, 1)));
  }

  private List<QueuedMessage> messages() {
    return IntStream.range(0, queued.size())
        .mapToObj(i -> new QueuedMessage("m" + i, queued.get(i)))
        .toList();
  }

  @Test
  void whoSendsRarelyIsStoredAtOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      send("job-" + i);
      clock.advance(WINDOW);
    }

    assertThat(queued).isEmpty();
    assertThat(kept.objects()).hasSize(3);
  }

  @Test
  void requestsOfOneWindowBecomeOneObject() throws Exception {
    for (int i = 0; i < 21; i++) {
      send("job-" + i);
    }
    assertThat(queued).hasSize(20);
    assertThat(kept.objects()).hasSize(1);

    List<String> failed = gathered.store(messages());

    assertThat(failed).isEmpty();
    assertThat(kept.objects()).hasSize(2);
    assertThat(kept.collapsed()).hasSize(21);
  }

  @Test
  void aMessageThatComesTwiceAndLateWritesTheSameSamples() throws Exception {
    send("at-once");
    send("a");
    send("b");
    gathered.store(messages());
    List<String> before = kept.collapsed();

    clock.advance(Duration.ofHours(3));
    gathered.store(messages().reversed());

    assertThat(kept.collapsed()).isEqualTo(before).hasSize(3);
  }

  @Test
  void theClockOfTheStoringProcessDoesNotRefuseWhatWasAccepted() throws Exception {
    send("at-once");
    send("a");
    RemoteWriteReceiver behind =
        new RemoteWriteReceiver(
            Clock.fixed(START.minus(Duration.ofHours(1)), ZoneOffset.UTC),
            write -> {},
            ByteBudget.ofHeap());

    assertThat(new GatheredRequests(behind, kept, clock, metrics).store(messages())).isEmpty();
    assertThat(kept.collapsed()).hasSize(2);
  }

  @Test
  void whatTheQueueRefusesIsStoredAtOnce() throws Exception {
    queueRefuses = true;
    send("a");
    send("b");

    assertThat(kept.collapsed()).hasSize(2);
  }

  @Test
  void whatIsTooLongForTheQueueIsStoredAtOnce() throws Exception {
    RemoteWriteReceiver small = receiver(2000);
    small.receive(request(sample("at-once", 1)));
    SampleBatch large = new SampleBatch();
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      large.append(
          LabelSet.of("__name__", "x", "id", Long.toHexString(random.nextLong())),
          START.toEpochMilli(),
          random.nextDouble());
    }
    small.receive(request(large));
    small.receive(request(sample("short", 1)));

    assertThat(queued).hasSize(1);
    assertThat(kept.sampleCount()).isEqualTo(501);
  }

  @Test
  void whatUnpacksToMoreThanTwoMegabytesIsStoredAtOnceHoweverShortItsMessage() throws Exception {
    RemoteWriteReceiver wide = receiver(8 << 20);
    wide.receive(request(sample("at-once", 1)));
    SampleBatch large = new SampleBatch();
    for (int i = 0; i < 130_000; i++) {
      large.append(LabelSet.of("__name__", "x"), START.toEpochMilli() - i, 1);
    }
    wide.receive(request(large));

    assertThat(queued).isEmpty();
    assertThat(kept.sampleCount()).isEqualTo(130_001);
  }

  @Test
  void whatARunHasNoTimeToBeginIsHandedOverAgainNeitherLostNorDoubled() throws Exception {
    for (String job : List.of("at-once", "a", "b", "c", "d")) {
      send(job);
    }
    InstantSource slow =
        () -> {
          clock.advance(Duration.ofSeconds(40));
          return clock.instant();
        };

    List<String> failed = new GatheredRequests(receiver, kept, slow, metrics).store(messages());

    assertThat(failed).containsExactly("m2", "m3");
    assertThat(kept.collapsed()).as("what was begun is stored").hasSize(3);
    List<QueuedMessage> again =
        messages().stream().filter(message -> failed.contains(message.id())).toList();
    assertThat(gathered.store(again)).isEmpty();
    assertThat(kept.collapsed()).hasSize(5);
    assertThat(kept.sampleCount()).isEqualTo(5);
  }

  @Test
  void oneAtATimeEndsInTimeToo() throws Exception {
    for (String job : List.of("at-once", "a", "b", "c")) {
      send(job);
    }
    GatheredRequests broken =
        new GatheredRequests(
            receiver,
            batches -> {
              clock.advance(Duration.ofSeconds(60));
              if (batches.size() > 1) {
                throw new IllegalStateException("cannot encode");
              }
              kept.write(batches);
            },
            clock,
            metrics);

    assertThat(broken.store(messages())).containsExactly("m1", "m2");
    assertThat(kept.collapsed()).hasSize(2);
  }

  @Test
  void whenNeitherTakesItNothingIsPromised() throws Exception {
    send("a");
    queueRefuses = true;
    kept.refuse(true);

    assertThatThrownBy(() -> send("b"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the bucket refuses");
  }

  @Test
  void aRequestThatIsWrongIsRefusedBeforeTheQueueWithTheSameWords() throws Exception {
    send("a");
    SampleBatch future = new SampleBatch();
    long late = START.plus(Duration.ofMinutes(11)).toEpochMilli();
    future.append(LabelSet.of("__name__", "up"), late, 1);

    assertThatThrownBy(() -> receiver.receive(request(future)))
        .hasMessage("out of bounds: timestamp %d is too far in the future".formatted(late));
    assertThatThrownBy(
            () ->
                receiver.receive(
                    new RemoteWriteRequest("application/x-protobuf", "snappy", new byte[] {9, 9})))
        .hasMessage("snappy: corrupt input");
    assertThat(queued).isEmpty();
  }

  @Test
  void aSeriesWithInvalidLabelsIsReportedAndTheOthersGoThroughTheQueue() throws Exception {
    send("at-once");
    SampleBatch batch = sample("good", 1);
    batch.append(LabelSet.of("__name__", "up", "", "empty name"), START.toEpochMilli(), 1);

    assertThatThrownBy(() -> receiver.receive(request(batch)))
        .hasMessageContaining("1 samples left out, the others are stored");

    assertThat(gathered.store(messages())).isEmpty();
    assertThat(kept.collapsed()).hasSize(2).anyMatch(line -> line.contains("good"));
  }

  @Test
  void aPoisonousMessageCostsItselfOnly() throws Exception {
    send("at-once");
    send("a");
    List<QueuedMessage> messages = new ArrayList<>(messages());
    messages.addFirst(new QueuedMessage("poison-1", "{\"shard\":1}"));
    messages.add(new QueuedMessage("poison-2", "remote-write/1.0 zstd !!!"));
    messages.add(new QueuedMessage("poison-3", "remote-write/1.0 zstd KLUv/SAB//8="));

    List<String> failed = gathered.store(messages);

    assertThat(failed).containsExactlyInAnyOrder("poison-1", "poison-2", "poison-3");
    assertThat(kept.collapsed()).hasSize(2);
  }

  @Test
  void samplesThatCannotBeEncodedCostThemselvesOnly() throws Exception {
    send("at-once");
    send("a");
    send("poison");
    send("b");
    GatheredRequests picky =
        new GatheredRequests(
            receiver,
            batches -> {
              for (SampleBatch batch : batches) {
                if (batch.series().stream()
                    .anyMatch(series -> series.labels().toString().contains("poison"))) {
                  throw new IllegalStateException("cannot encode");
                }
              }
              kept.write(batches);
            },
            clock,
            metrics);

    assertThat(picky.store(messages())).containsExactly("m1");
    assertThat(kept.collapsed()).hasSize(3);
  }

  @Test
  void aBucketThatRefusesLeavesAllMessagesToTheQueue() throws Exception {
    send("at-once");
    send("a");
    send("b");
    kept.refuse(true);

    assertThat(gathered.store(messages())).containsExactly("m0", "m1");
  }

  @Test
  void manySamplesBecomeAFewObjects() throws Exception {
    SampleBatch large = new SampleBatch();
    for (int i = 0; i < 60_000; i++) {
      large.append(LabelSet.of("__name__", "up"), START.toEpochMilli() - i, i);
    }
    RemoteWriteReceiver wide = receiver(8 << 20);
    wide.receive(request(sample("at-once", 1)));
    wide.receive(request(large));
    List<QueuedMessage> ten =
        IntStream.range(0, 10).mapToObj(i -> new QueuedMessage("m" + i, queued.getLast())).toList();
    kept.clear();

    assertThat(gathered.store(ten)).isEmpty();

    assertThat(kept.objects())
        .extracting(SampleBatch::sampleCount)
        .containsExactly(300_000, 300_000);
  }
}
