package dev.firebucket.ingest.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GatheringWriterTest {
  private static final WriterOptions QUICK =
      new WriterOptions(
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofSeconds(20),
          1000,
          100,
          2,
          Duration.ofMillis(500));
  private static final WritePolicy KEPT =
      new WritePolicy(Duration.ofMillis(50), WritePolicy.WhenRefused.KEEP_TRYING);

  private final CollectingWriter store = new CollectingWriter();

  private static SampleBatch batch(String metric, int samples) {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < samples; i++) {
      batch.append(LabelSet.of(LabelSet.NAME, metric), i, i);
    }
    return batch;
  }

  private static CompletableFuture<Void> submit(GatheringWriter writer, SampleBatch batch) {
    return writer.submit(List.of(batch), KEPT);
  }

  @Test
  void batchesOfOneMomentBecomeOneObject() throws Exception {
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        stored.add(submit(writer, batch("m" + i, 2)));
      }
      for (CompletableFuture<Void> one : stored) {
        one.get(5, TimeUnit.SECONDS);
      }
      assertThat(store.objects()).hasSize(1);
      assertThat(store.objects().getFirst().sampleCount()).isEqualTo(20);
      assertThat(writer.counters()).isEqualTo(new WriterCounters(1, 20, 0, 0, 0));
    }
  }

  @Test
  void anEmptyBatchIsStoredAtOnce() {
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      assertThat(submit(writer, new SampleBatch())).isCompleted();
      assertThat(store.objects()).isEmpty();
    }
  }

  @Test
  void aRefusedWriteIsRepeatedUntilTheStoreTakesIt() throws Exception {
    store.refuse(true);
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      CompletableFuture<Void> first = submit(writer, batch("a", 1));
      while (writer.counters().writesFailed() < 3) {
        Thread.sleep(5);
      }
      CompletableFuture<Void> second = submit(writer, batch("b", 1));
      assertThat(first).isNotDone();
      store.refuse(false);
      first.get(5, TimeUnit.SECONDS);
      second.get(5, TimeUnit.SECONDS);
      assertThat(writer.counters().samplesWritten()).isEqualTo(2);
      assertThat(writer.counters().samplesDropped()).isZero();
    }
  }

  @Test
  void whatIsTooMuchIsDroppedTheOldestFirstAndCounted() throws Exception {
    store.refuse(true);
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        stored.add(submit(writer, batch("m" + i, 90)));
      }
      // Not always the very first: what is on its way to the store when room is made is not
      // dropped.
      CompletableFuture<Object> dropped =
          CompletableFuture.anyOf(stored.toArray(CompletableFuture[]::new));
      assertThatThrownBy(() -> dropped.get(5, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("more than 1000 samples wait");
      store.refuse(false);
      stored.getLast().get(5, TimeUnit.SECONDS);
      WriterCounters counters = writer.counters();
      assertThat(counters.samplesDropped()).isBetween(1500L, 2000L);
      assertThat(counters.samplesDropped() + counters.samplesWritten()).isEqualTo(2700);
      assertThat(store.objects()).allMatch(object -> object.sampleCount() <= 100);
    }
  }

  @Test
  void whatWaitsTooLongIsDropped() {
    store.refuse(true);
    WriterOptions impatient =
        new WriterOptions(
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            1000,
            100,
            2,
            Duration.ofMillis(500));
    try (GatheringWriter writer = new GatheringWriter(store, impatient)) {
      assertThatThrownBy(() -> writer.as(KEPT).write(batch("a", 3)))
          .isInstanceOf(IOException.class)
          .hasMessage("the bucket refuses");
      assertThat(writer.counters().samplesDropped()).isEqualTo(3);
      assertThat(writer.counters().samplesWaiting()).isZero();
    }
  }

  @Test
  void closingWritesWhatWaitsWithinASecond() {
    WritePolicy slow = new WritePolicy(Duration.ofSeconds(30), WritePolicy.WhenRefused.KEEP_TRYING);
    GatheringWriter writer = new GatheringWriter(store, WriterOptions.DEFAULT);
    CompletableFuture<Void> stored = writer.submit(List.of(batch("a", 1)), slow);
    long start = System.nanoTime();
    writer.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(stored).isCompleted();
    assertThat(store.objects()).hasSize(1);
    assertThat(submit(writer, batch("b", 1))).isCompletedExceptionally();
  }

  @Test
  void closingGivesUpWhatTheStoreRefuses() {
    store.refuse(true);
    GatheringWriter writer = new GatheringWriter(store, QUICK);
    CompletableFuture<Void> stored = submit(writer, batch("a", 7));
    writer.close();
    assertThat(stored).isCompletedExceptionally();
    assertThat(writer.counters().samplesDropped()).isEqualTo(7);
  }

  @Test
  void closingGivesUpWhatTheStoreHasInHand() {
    CountDownLatch never = new CountDownLatch(1);
    SampleWriter hanging =
        batches -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new IOException("broken off", e);
          }
        };
    GatheringWriter writer = new GatheringWriter(hanging, QUICK);
    CompletableFuture<Void> stored = submit(writer, batch("a", 7));
    writer.close();
    assertThatThrownBy(() -> stored.get(5, TimeUnit.SECONDS)).hasMessageContaining("broken off");
    assertThat(writer.counters().samplesDropped()).isEqualTo(7);
    assertThat(writer.counters().samplesWaiting()).isZero();
  }

  @Test
  void tooLittleMemoryForAnObjectIsAnAnswerToo() {
    SampleWriter full =
        batches -> {
          throw new OutOfMemoryError("no room");
        };
    try (GatheringWriter writer = new GatheringWriter(full, QUICK)) {
      CompletableFuture<Void> stored = submit(writer, batch("a", 3));
      assertThatThrownBy(() -> stored.get(5, TimeUnit.SECONDS)).hasMessageContaining("no room");
      assertThat(writer.counters().samplesDropped()).isEqualTo(3);
      assertThat(writer.counters().samplesWaiting()).isZero();
    }
  }

  @Test
  void aBatchThatCannotBeWrittenDoesNotHoldUpTheOthers() throws Exception {
    try (GatheringWriter writer =
        new GatheringWriter(
            batches -> {
              if (batches.stream()
                  .anyMatch(batch -> batch.labels(0).metricName().equals("poison"))) {
                throw new IllegalArgumentException("no such sample");
              }
              store.write(batches);
            },
            QUICK)) {
      CompletableFuture<Void> good = submit(writer, batch("good", 1));
      CompletableFuture<Void> poison = submit(writer, batch("poison", 1));
      CompletableFuture<Void> fine = submit(writer, batch("fine", 1));
      good.get(5, TimeUnit.SECONDS);
      fine.get(5, TimeUnit.SECONDS);
      assertThatThrownBy(poison::get).hasMessageContaining("no such sample");
      assertThat(writer.counters().samplesDropped()).isEqualTo(1);
      assertThat(writer.counters().samplesWaiting()).isZero();
    }
  }

  @Test
  void whatMustBeAnsweredTakesWhatIsKeptWithItIntoOneObject() throws Exception {
    WritePolicy slow = new WritePolicy(Duration.ofSeconds(30), WritePolicy.WhenRefused.KEEP_TRYING);
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      CompletableFuture<Void> scraped = writer.submit(List.of(batch("scraped", 1)), slow);
      writer.as(WritePolicy.ANSWERED).write(batch("pushed", 1));
      scraped.get(5, TimeUnit.SECONDS);
      assertThat(store.objects()).hasSize(1);
    }
  }

  @Test
  void whatMustBeAnsweredFailsAtOnceAndWhatIsKeptWaits() throws Exception {
    store.refuse(true);
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      CompletableFuture<Void> scraped = submit(writer, batch("scraped", 1));
      assertThatThrownBy(() -> writer.as(WritePolicy.ANSWERED).write(batch("pushed", 5)))
          .isInstanceOf(IOException.class)
          .hasMessage("the bucket refuses");
      assertThat(scraped).isNotDone();
      assertThat(writer.counters().samplesDropped()).isZero();
      store.refuse(false);
      scraped.get(5, TimeUnit.SECONDS);
      assertThat(store.objects().getFirst().sampleCount()).isEqualTo(1);
    }
  }

  @Test
  void whatMustBeAnsweredIsNotTakenWhenTooMuchWaitsAlready() throws Exception {
    store.refuse(true);
    try (GatheringWriter writer = new GatheringWriter(store, QUICK)) {
      CompletableFuture<Void> scraped = submit(writer, batch("scraped", 999));
      assertThatThrownBy(() -> writer.as(WritePolicy.ANSWERED).write(batch("pushed", 5)))
          .isInstanceOf(TooManySamplesWaitingException.class)
          .hasMessage("more than 1000 samples wait to be stored: send them again later");
      assertThat(scraped).isNotDone();
    }
  }

  @Test
  void objectsAreWrittenSideBySide() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    SampleWriter slow =
        batches -> {
          try {
            both.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
        };
    try (GatheringWriter writer = new GatheringWriter(slow, QUICK)) {
      CompletableFuture<Void> first = submit(writer, batch("a", 100));
      CompletableFuture<Void> second = submit(writer, batch("b", 100));
      first.get(5, TimeUnit.SECONDS);
      second.get(5, TimeUnit.SECONDS);
      assertThat(writer.counters().objectsWritten()).isEqualTo(2);
    }
  }
}
