package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which runs the schedule's minute has, and when.
final class RunsOfMinuteTest {
  private static final Instant MINUTE = Instant.parse("2026-11-29T18:00:00Z");

  private static RunsOfMinute runs(int interval, int shards, int lateSeconds) {
    return RunsOfMinute.of(
        MINUTE, Duration.ofSeconds(interval), shards, MINUTE.plusSeconds(lateSeconds));
  }

  private static List<String> laid(RunsOfMinute runs) {
    return runs.others().stream()
        .map(run -> run.round().shard() + " " + run.delay().toSeconds())
        .toList();
  }

  @Test
  void theFirstRunIsDoneAtOnceAndTheOthersAreLaid() {
    RunsOfMinute runs = runs(15, 2, 0);
    assertThat(runs.own()).contains(PlannedRound.of(MINUTE, Duration.ofSeconds(15), 0, 2));
    assertThat(laid(runs)).containsExactly("1 0", "0 15", "1 15", "0 30", "1 30", "0 45", "1 45");
    assertThat(runs.tooLate()).isEmpty();
  }

  @Test
  void delaysAreCountedFromNowAndRoundedUp() {
    RunsOfMinute runs =
        RunsOfMinute.of(MINUTE, Duration.ofSeconds(30), 1, MINUTE.plusMillis(1_001));
    assertThat(laid(runs)).containsExactly("0 29");
  }

  @Test
  void ofAScheduleThatCameLateWhatIsPastByMoreThanATickIsToldAndTheRestLaid() {
    RunsOfMinute runs = runs(15, 2, 40);
    assertThat(runs.own()).as("answers that it was missed").isPresent();
    assertThat(runs.tooLate())
        .extracting(PlannedRound::toString)
        .containsExactly(
            "2026-11-29T18:00:00Z of shard 1/2",
            "2026-11-29T18:00:15Z of shard 0/2",
            "2026-11-29T18:00:15Z of shard 1/2");
    assertThat(laid(runs)).containsExactly("0 0", "1 0", "0 5", "1 5");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 11, 13, 15, 45, 59, 60, 61, 90, 300, 3600, 86_400})
  void overDaysEachTimeOfTheGridIsPlannedOnceForEachShard(int interval) {
    Set<String> planned = new HashSet<>();
    int runs = 0;
    Instant end = MINUTE.plus(Duration.ofDays(3));
    for (Instant minute = MINUTE; minute.isBefore(end); minute = minute.plusSeconds(60)) {
      RunsOfMinute now = RunsOfMinute.of(minute, Duration.ofSeconds(interval), 2, minute);
      List<PlannedRound> all = new ArrayList<>();
      now.own().ifPresent(all::add);
      now.others().forEach(run -> all.add(run.round()));
      runs += all.size();
      all.forEach(run -> planned.add(run.shard() + " " + run.planned()));
    }
    assertThat(planned).hasSize(runs);
    int times = new TickGrid(Duration.ofSeconds(interval)).between(MINUTE, end).size();
    assertThat(runs).isEqualTo(2 * times);
  }

  @Test
  void aTimeBetweenTwoMinutesIsWaitedForInTheQueue() {
    RunsOfMinute runs =
        RunsOfMinute.of(MINUTE.plusSeconds(60), Duration.ofSeconds(90), 1, MINUTE.plusSeconds(60));
    assertThat(runs.own()).isEmpty();
    assertThat(laid(runs)).containsExactly("0 30");
    assertThat(laid(runs(90, 1, 0))).isEmpty();
  }

  @Test
  void thePlannedTimeOfARunLiesOnTheGrid() {
    assertThat(PlannedRound.of(MINUTE.plusMillis(14_999), Duration.ofSeconds(15), 0, 1).planned())
        .isEqualTo(MINUTE);
    assertThatThrownBy(() -> PlannedRound.of(MINUTE, Duration.ZERO, 0, 1))
        .hasMessageContaining("at least a second apart");
  }

  /// A queue that keeps what it takes, and refuses a message so often.
  private static FanOut.Result fanOut(int refusals, boolean again, List<DelayedRun> taken)
      throws InterruptedException {
    List<DelayedRun> runs = runs(15, 2, 0).others();
    int[] left = {refusals};
    return new FanOut(
            some -> {
              List<RunQueue.Refused> refused = new ArrayList<>();
              for (DelayedRun run : some) {
                if (run.equals(runs.get(2)) && left[0]-- > 0) {
                  refused.add(new RunQueue.Refused(run, "InternalError", again));
                } else {
                  taken.add(run);
                }
              }
              return refused;
            })
        .lay(runs);
  }

  @Test
  void aMessageThatIsRefusedIsLaidAgain() throws Exception {
    List<DelayedRun> taken = new ArrayList<>();
    FanOut.Result result = fanOut(3, true, taken);
    assertThat(result.refused()).isEmpty();
    assertThat(result.laid()).isEqualTo(7);
    assertThat(taken).doesNotHaveDuplicates().hasSize(7);
  }

  @Test
  void aMessageThatIsRefusedForGoodIsNamed() throws Exception {
    for (boolean again : new boolean[] {true, false}) {
      List<DelayedRun> taken = new ArrayList<>();
      FanOut.Result result = fanOut(again ? 4 : 1, again, taken);
      assertThat(result.laid()).isEqualTo(6).isEqualTo(taken.size());
      assertThat(result.refused()).singleElement().extracting("reason").isEqualTo("InternalError");
    }
  }
}
