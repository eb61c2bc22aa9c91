package dev.firebucket.alerting.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TickWriterTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final List<Integer> objects = Collections.synchronizedList(new ArrayList<>());

  private static List<SampleBatch> sample() {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", "m"), 1, 1);
    return List.of(batch);
  }

  private void take(List<SampleBatch> batches) {
    objects.add(batches.size());
  }

  @Test
  void groupsBecomeOneObjectAsSoonAsTheLastOneIsThere() throws Exception {
    TickWriter writer = new TickWriter(this::take, LONG);
    List<TickWriter.Turn> turns = List.of(writer.turn(), writer.turn(), writer.turn());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (TickWriter.Turn turn : turns.subList(0, 2)) {
        var _ =
            threads.submit(
                () -> {
                  turn.write(sample());
                  return true;
                });
      }
      Thread.sleep(100);
      assertThat(objects).isEmpty();
      turns.get(2).write(sample());
    }
    assertThat(objects).containsExactly(3);
  }

  @Test
  void aGroupWithoutSamplesOrThatFailsKeepsNobodyWaiting() throws Exception {
    TickWriter writer = new TickWriter(this::take, LONG);
    TickWriter.Turn first = writer.turn();
    TickWriter.Turn empty = writer.turn();
    TickWriter.Turn failed = writer.turn();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> written =
          threads.submit(
              () -> {
                first.write(sample());
                return true;
              });
      empty.write(List.of());
      failed.close();
      assertThat(written.get()).isTrue();
    }
    assertThat(objects).containsExactly(1);
  }

  @Test
  void aSlowGroupIsWaitedForOnlyAMoment() throws Exception {
    TickWriter writer = new TickWriter(this::take, Duration.ofMillis(20));
    TickWriter.Turn quick = writer.turn();
    TickWriter.Turn slow = writer.turn();
    quick.write(sample());
    slow.write(sample());
    assertThat(objects).containsExactly(1, 1);
  }

  @Test
  void samplesThatCannotBeWrittenConcernTheirOwnGroupOnly() throws Exception {
    List<SampleBatch> broken = sample();
    TickWriter writer =
        new TickWriter(
            batches -> {
              if (batches.contains(broken.getFirst())) {
                throw new IllegalArgumentException("no sample");
              }
              take(batches);
            },
            LONG);
    TickWriter.Turn sound = writer.turn();
    TickWriter.Turn bad = writer.turn();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> written =
          threads.submit(
              () -> {
                sound.write(sample());
                return true;
              });
      assertThatThrownBy(() -> bad.write(broken)).hasMessage("no sample");
      assertThat(written.get()).isTrue();
    }
    assertThat(objects).containsExactly(1);
  }

  @Test
  void whatTheStoreRefusesAllOfThemLearn() throws Exception {
    TickWriter writer =
        new TickWriter(
            batches -> {
              throw new IOException("full");
            },
            LONG);
    TickWriter.Turn first = writer.turn();
    TickWriter.Turn second = writer.turn();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> other =
          threads.submit(
              () -> {
                first.write(sample());
                return true;
              });
      assertThatThrownBy(() -> second.write(sample())).hasMessage("full");
      assertThatThrownBy(other::get).hasRootCauseMessage("full");
    }
  }
}
