package dev.firebucket.ingest.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BatchingSampleWriterTest {
  private static final WriterOptions QUICK =
      new WriterOptions(
          Duration.ofMillis(50),
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofSeconds(20),
          1000,
          100,
          Duration.ofMillis(500));

  private final CollectingWriter store = new CollectingWriter();

  private static SampleBatch batch(String metric, int samples) {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < samples; i++) {
      batch.append(LabelSet.of(LabelSet.NAME, metric), i, i);
    }
    return batch;
  }

  @Test
  void batchesOfOneMomentBecomeOneObject() throws Exception {
    try (BatchingSampleWriter writer = new BatchingSampleWriter(store, QUICK)) {
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        stored.add(writer.submit(batch("m" + i, 2)));
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
    try (BatchingSampleWriter writer = new BatchingSampleWriter(store, QUICK)) {
      assertThat(writer.submit(new SampleBatch())).isCompleted();
      assertThat(store.objects()).isEmpty();
    }
  }

  @Test
  void aRefusedWriteIsRepeatedUntilTheStoreTakesIt() throws Exception {
    store.refuse(true);
    try (BatchingSampleWriter writer = new BatchingSampleWriter(store, QUICK)) {
      CompletableFuture<Void> first = writer.submit(batch("a", 1));
      while (writer.counters().writesFailed() < 3) {
        Thread.sleep(5);
      }
      CompletableFuture<Void> second = writer.submit(batch("b", 1));
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
    try (BatchingSampleWriter writer = new BatchingSampleWriter(store, QUICK)) {
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        stored.add(writer.submit(batch("m" + i, 90)));
      }
      assertThatThrownBy(() -> stored.getFirst().get(5, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("more than 1000 samples were waiting");
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
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            1000,
            100,
            Duration.ofMillis(500));
    try (BatchingSampleWriter writer = new BatchingSampleWriter(store, impatient)) {
      assertThatThrownBy(() -> writer.write(batch("a", 3)))
          .isInstanceOf(IOException.class)
          .hasMessage("the bucket refuses");
      assertThat(writer.counters().samplesDropped()).isEqualTo(3);
      assertThat(writer.counters().samplesWaiting()).isZero();
    }
  }

  @Test
  void closingWritesWhatWaitsWithinASecond() {
    WriterOptions slow =
        new WriterOptions(
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            1000,
            100,
            Duration.ofMillis(900));
    BatchingSampleWriter writer = new BatchingSampleWriter(store, slow);
    CompletableFuture<Void> stored = writer.submit(batch("a", 1));
    long start = System.nanoTime();
    writer.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(stored).isCompleted();
    assertThat(store.objects()).hasSize(1);
    assertThat(writer.submit(batch("b", 1))).isCompletedExceptionally();
  }

  @Test
  void closingGivesUpWhatTheStoreRefuses() {
    store.refuse(true);
    BatchingSampleWriter writer = new BatchingSampleWriter(store, QUICK);
    CompletableFuture<Void> stored = writer.submit(batch("a", 7));
    writer.close();
    assertThat(stored).isCompletedExceptionally();
    assertThat(writer.counters().samplesDropped()).isEqualTo(7);
  }

  @Test
  void aBatchThatCannotBeWrittenDoesNotHoldUpTheOthers() throws Exception {
    try (BatchingSampleWriter writer =
        new BatchingSampleWriter(
            batch -> {
              if (batch.series().stream()
                  .anyMatch(series -> series.labels().metricName().equals("poison"))) {
                throw new IllegalArgumentException("no such sample");
              }
              store.write(batch);
            },
            QUICK)) {
      CompletableFuture<Void> good = writer.submit(batch("good", 1));
      CompletableFuture<Void> poison = writer.submit(batch("poison", 1));
      CompletableFuture<Void> fine = writer.submit(batch("fine", 1));
      good.get(5, TimeUnit.SECONDS);
      fine.get(5, TimeUnit.SECONDS);
      assertThatThrownBy(poison::get).hasMessageContaining("no such sample");
      assertThat(writer.counters().samplesDropped()).isEqualTo(1);
      assertThat(writer.counters().samplesWaiting()).isZero();
    }
  }
}
