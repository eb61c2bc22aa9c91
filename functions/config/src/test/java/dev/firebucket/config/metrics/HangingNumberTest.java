package dev.firebucket.config.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.tail.SampleWriter;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Samples of users next to a store that does not answer below `state/metrics/`.
@Timeout(60)
class HangingNumberTest {
  private static final Duration PACE = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger questions = new AtomicInteger();
  private final List<Integer> counts = new ArrayList<>();
  private volatile boolean hangs = true;
  private volatile boolean refuses;

  private final OwnSamples own =
      new OwnSamples(
          new ForwardingStore(new MemoryObjectStore(clock)) {
            @Override
            public List<ObjectSummary> list(String prefix) throws IOException {
              answer();
              return super.list(prefix);
            }

            @Override
            public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
              answer();
              return super.putIfAbsent(key, body);
            }

            @Override
            public void put(String key, byte[] body) throws IOException {
              answer();
              super.put(key, body);
            }
          },
          "rules",
          List.of(families -> families.gauge("g", "A gauge.", 1)),
          clock);

  private void answer() throws IOException {
    questions.incrementAndGet();
    if (refuses) {
      throw new IOException("AccessDenied");
    }
    try {
      if (hangs) {
        released.await();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  private final SampleWriter writer =
      batches -> counts.add(batches.stream().mapToInt(SampleBatch::sampleCount).sum());

  private static SampleBatch recorded() {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", "r"), 1, 1);
    return batch;
  }

  /// Writes until the number is known, as the runs of a function do.
  private void writeUntilTheyJoin() throws Exception {
    do {
      clock.advance(SlotInquiry.RETRY);
      own.within(writer, PACE).write(recorded());
      Thread.sleep(5);
    } while (counts.getLast() < 2);
  }

  @Test
  void theyAreWrittenAtOnceAndOurOwnJoinThemOnceTheStoreAnswers() throws Exception {
    own.within(writer, PACE).write(recorded());
    CompletableFuture<Void> durable =
        own.within(
            List.of(recorded()),
            PACE,
            batches -> {
              counts.add(batches.stream().mapToInt(SampleBatch::sampleCount).sum());
              return CompletableFuture.completedFuture(null);
            });

    assertThat(durable).isCompleted();
    assertThat(counts).containsExactly(1, 1);
    released.countDown();
    writeUntilTheyJoin();
    assertThat(counts.getLast()).isEqualTo(2);
  }

  @Test
  void anObjectOfOurOwnIsGivenUpAfterAShortWait() {
    own.write(writer, PACE);
    // The others do not wait: this would be longer than the test may take.
    for (int request = 0; request < 100; request++) {
      own.write(writer, PACE);
    }

    assertThat(counts).isEmpty();
    assertThat(questions).hasValue(1);
  }

  @Test
  void aLeaseThatCannotBeRenewedIsUsedUntilItEnds() throws Exception {
    hangs = false;
    writeUntilTheyJoin();
    hangs = true;
    counts.clear();

    clock.advance(InstanceSlot.RENEW);
    own.within(writer, PACE).write(recorded());
    clock.advance(InstanceSlot.LEASE.minus(InstanceSlot.RENEW));
    own.within(writer, PACE).write(recorded());

    assertThat(counts).containsExactly(2, 1);
  }

  @Test
  void aStoreThatRefusesIsNotAskedAtEachWrite() throws Exception {
    refuses = true;
    own.write(writer, PACE);
    for (int run = 0; run < 10; run++) {
      own.within(writer, PACE).write(recorded());
    }

    assertThat(questions).hasValue(1);
    assertThat(counts).hasSize(10).containsOnly(1);
  }
}
