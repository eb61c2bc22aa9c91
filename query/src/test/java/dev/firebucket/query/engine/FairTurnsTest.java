package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.engine.FairTurns.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(1);

  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = new ArrayList<>();

  private void queue(FairTurns turns, String caller) throws InterruptedException {
    int before = turns.waiting();
    threads.add(
        Thread.startVirtualThread(
            () -> {
              try {
                if (turns.take(caller, LONG) == Outcome.TAKEN) {
                  order.add(caller);
                  turns.giveBack();
                }
              } catch (InterruptedException e) {
                order.add(caller + " interrupted");
              }
            }));
    while (turns.waiting() == before) {
      Thread.sleep(1);
    }
  }

  private void awaitAll() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void callersTakeTurnsHoweverManyOfOneWait() throws Exception {
    FairTurns turns = new FairTurns(1, 100);
    assertThat(turns.take("first", LONG)).isEqualTo(Outcome.TAKEN);
    for (String caller : List.of("dashboard", "dashboard", "dashboard", "person", "other")) {
      queue(turns, caller);
    }

    turns.giveBack();
    awaitAll();

    assertThat(order).containsExactly("dashboard", "person", "other", "dashboard", "dashboard");
    assertThat(turns.take("last", 0)).as("free again").isEqualTo(Outcome.TAKEN);
  }

  @Test
  void whoComesTooLateHasNoTurnAndLeavesNoTrace() throws Exception {
    FairTurns turns = new FairTurns(1, 100);
    assertThat(turns.take("first", LONG)).isEqualTo(Outcome.TAKEN);

    assertThat(turns.take("second", 1)).isEqualTo(Outcome.TOO_LATE);
    assertThat(turns.waiting()).isZero();

    turns.giveBack();
    assertThat(turns.take("third", 0)).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void moreThanMayWaitAreRefused() throws Exception {
    FairTurns turns = new FairTurns(1, 2);
    assertThat(turns.take("first", LONG)).isEqualTo(Outcome.TAKEN);
    queue(turns, "a");
    queue(turns, "b");

    assertThat(turns.take("c", LONG)).isEqualTo(Outcome.REFUSED);

    turns.giveBack();
    awaitAll();
    assertThat(order).containsExactly("a", "b");
  }

  @Test
  void whoGoesAwayGivesItsPlaceUp() throws Exception {
    FairTurns turns = new FairTurns(1, 100);
    assertThat(turns.take("first", LONG)).isEqualTo(Outcome.TAKEN);
    queue(turns, "gone");
    queue(turns, "here");

    threads.getFirst().interrupt();
    threads.getFirst().join();
    turns.giveBack();
    awaitAll();

    assertThat(order).containsExactly("gone interrupted", "here");
    assertThat(turns.take("last", 0)).isEqualTo(Outcome.TAKEN);
  }
}
