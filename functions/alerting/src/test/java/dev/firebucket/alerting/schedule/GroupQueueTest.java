package dev.firebucket.alerting.schedule;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.evaluation.Deadline;
import dev.firebucket.alerting.evaluation.RuleBench;
import dev.firebucket.alerting.evaluation.RuleGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GroupQueueTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private RuleBench bench;
  private final List<DueGroup> due = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    bench = new RuleBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private RuleGroup due(String name, int second, String rule) throws IOException {
    RuleGroup group =
        bench.group("groups: [{name: %s, interval: 1m, rules: [%s]}]".formatted(name, rule));
    due.add(new DueGroup(group, new DueSlots(List.of(at(second)), 0, at(second - 60))));
    return group;
  }

  private RuleGroup late(String name, int second) throws IOException {
    RuleGroup group = due(name, second, "{record: r, expr: m}");
    bench.evaluate(group, at(second - 60), Deadline.in(Duration.ZERO));
    assertThat(group.overran()).isTrue();
    return group;
  }

  private GroupQueue queue(int places, Duration patience) {
    GroupSources sources = GroupSources.of(due.stream().map(DueGroup::group).toList());
    return new GroupQueue(due, sources, places, patience);
  }

  private static String next(GroupQueue queue) throws InterruptedException {
    return queue.next().map(one -> one.group().definition().name()).orElse("none");
  }

  @Test
  void groupsBeginByTheirTimes() throws Exception {
    due("b", 20, "{record: b, expr: m}");
    due("c", 20, "{record: c, expr: m}");
    due("a", 10, "{record: a, expr: m}");
    GroupQueue queue = queue(3, LONG);
    assertThat(List.of(next(queue), next(queue), next(queue), next(queue)))
        .containsExactly("a", "b", "c", "none");
  }

  @Test
  void aGroupThatReadsAnotherBeginsWhenThatHasEnded() throws Exception {
    due("reader", 20, "{alert: A, expr: recorded > 0}");
    RuleGroup source = due("source", 10, "{record: recorded, expr: m}");
    due("another", 30, "{record: b, expr: m}");
    GroupQueue queue = queue(3, LONG);
    assertThat(next(queue)).isEqualTo("source");
    assertThat(next(queue)).isEqualTo("another");
    CompletableFuture<String> last =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return next(queue);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(50);
    assertThat(last).isNotDone();
    queue.ended(source);
    assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo("reader");
  }

  @Test
  void aGroupThatReadsAnotherBeginsAfterItThoughItsFirstTimeIsEarlier() throws Exception {
    due("reader", 3, "{alert: A, expr: recorded > 0}");
    due("readsThat", 1, "{record: last, expr: ALERTS}");
    RuleGroup source = due("source", 9, "{record: recorded, expr: m}");
    GroupQueue queue = queue(3, LONG);
    assertThat(next(queue)).isEqualTo("source");
    queue.ended(source);
    assertThat(next(queue)).isEqualTo("reader");
    queue.ended(due.getFirst().group());
    assertThat(next(queue)).isEqualTo("readsThat");
  }

  @Test
  void aGroupThatReadsACircleBeginsAfterItThoughItsFirstTimeIsEarlier() throws Exception {
    due("reader", 3, "{alert: A, expr: b > 0}");
    RuleGroup second = due("second", 20, "{record: b, expr: a}");
    RuleGroup first = due("first", 10, "{record: a, expr: b}");
    GroupQueue queue = queue(3, LONG);
    assertThat(next(queue)).isEqualTo("first");
    queue.ended(first);
    assertThat(next(queue)).isEqualTo("second");
    queue.ended(second);
    assertThat(next(queue)).isEqualTo("reader");
  }

  @Test
  void groupsThatReadEachOtherBeginByTheirTimes() throws Exception {
    RuleGroup first = due("first", 10, "{record: a, expr: b}");
    due("second", 20, "{record: b, expr: a}");
    GroupQueue queue = queue(3, LONG);
    assertThat(next(queue)).isEqualTo("first");
    queue.ended(first);
    assertThat(next(queue)).isEqualTo("second");
  }

  @Test
  void aSlowGroupIsNotWaitedForForEver() throws Exception {
    due("source", 10, "{record: recorded, expr: m}");
    due("one", 20, "{alert: A, expr: recorded > 0}");
    due("two", 30, "{alert: B, expr: 'count({__name__=~\"rec.*\"}) > 0'}");
    GroupQueue queue = queue(3, Duration.ofMillis(50));
    long began = System.nanoTime();
    assertThat(List.of(next(queue), next(queue), next(queue)))
        .containsExactly("source", "one", "two");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(40));
  }

  @Test
  void aCallOfInfoMayReadWhateverAnotherGroupRecords() throws Exception {
    due("reader", 3, "{record: enriched, expr: info(m)}");
    RuleGroup source = due("source", 9, "{record: target_info, expr: t}");
    GroupQueue queue = queue(3, LONG);
    assertThat(next(queue)).isEqualTo("source");
    queue.ended(source);
    assertThat(next(queue)).isEqualTo("reader");
  }

  @Test
  void lateGroupsComeFirstAndTakeHalfOfThePlaces() throws Exception {
    due("a", 10, "{record: a, expr: m}");
    RuleGroup late = late("late", 30);
    late("later", 40);
    due("b", 20, "{record: b, expr: m}");
    GroupQueue queue = queue(3, LONG);
    assertThat(next(queue)).isEqualTo("late");
    assertThat(next(queue)).isEqualTo("a");
    queue.ended(late);
    assertThat(List.of(next(queue), next(queue), next(queue)))
        .containsExactly("later", "b", "none");
  }
}
