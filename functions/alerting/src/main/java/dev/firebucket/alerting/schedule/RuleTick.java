package dev.firebucket.alerting.schedule;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.firebucket.alerting.evaluation.Deadline;
import dev.firebucket.alerting.evaluation.GroupOutcome;
import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.evaluation.TickShare;
import dev.firebucket.alerting.evaluation.TickView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One tick of the rules: groups side by side, each at the slots that are due. The timer of a
/// function gives it all groups at once, the clock of the local server one group at a time.
///
/// All groups read one look at the store, and what they write goes out together. The rules of only
/// so many groups run at once; waiting for the store takes no place.
///
/// Slots and samples carry planned times, so a tick that is delivered twice finds its slots
/// evaluated, or evaluates them to the same samples and the same notifications.
final class RuleTick {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTick.class);

  /// How long samples of one group wait for those of others.
  private static final Duration GATHERING = Duration.ofSeconds(2);

  /// How long a place stays empty for the sake of groups that read what others record.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RuleEnvironment environment;
  private final Runnable alertsCame;
  private final Deadline deadline;
  private final TickTally tally = new TickTally();

  /// @param alertsCame is called whenever alerts of a group may wait to be sent
  /// @param deadline after which no rule runs
  RuleTick(RuleEnvironment environment, Runnable alertsCame, Deadline deadline) {
    this.environment = environment;
    this.alertsCame = alertsCame;
    this.deadline = deadline;
  }

  /// Evaluates one group on the calling thread. Whatever fails is part of the tally.
  TickTally evaluate(RuleGroup group, DueSlots due) {
    group.missed(due.missed(), due.from());
    if (!due.slots().isEmpty()) {
      try (TickView view = environment.queries().view()) {
        evaluate(new DueGroup(group, due), view, writer().turn(), () -> {});
      }
    }
    return tally;
  }

  /// Evaluates groups side by side.
  ///
  /// @param sources which of them read each other
  /// @param places how many at once
  /// @param stored until when to wait for the store; what it has not taken then is an error
  /// @throws InterruptedException when the caller gives up
  TickTally evaluate(List<DueGroup> groups, GroupSources sources, int places, Deadline stored)
      throws InterruptedException {
    groups.forEach(one -> one.group().missed(one.due().missed(), one.due().from()));
    List<DueGroup> due = groups.stream().filter(one -> !one.due().slots().isEmpty()).toList();
    GroupQueue queue = new GroupQueue(due, sources, places, PATIENCE);
    Semaphore free = new Semaphore(places);
    TickWriter writer = writer();
    List<TickWriter.Turn> turns = due.stream().map(one -> writer.turn()).toList();
    Map<RuleGroup, Thread> threads = new LinkedHashMap<>();
    try (TickView view = environment.queries().view()) {
      for (TickWriter.Turn turn : turns) {
        if (!free.tryAcquire(deadline.remaining().toNanos(), NANOSECONDS)) {
          break;
        }
        DueGroup next = queue.next().orElseThrow();
        Runnable over = over(free, queue, next.group());
        String name = next.group().definition().name();
        threads.put(
            next.group(),
            Thread.ofVirtual().name("rules-" + name).start(() -> evaluate(next, view, turn, over)));
      }
      turns.subList(threads.size(), turns.size()).forEach(TickWriter.Turn::close);
      for (DueGroup one : due) {
        Thread thread = threads.get(one.group());
        if (thread == null) {
          tally.notBegun(one.group().definition().name());
        } else if (!thread.join(stored.remaining().plusMillis(1))) {
          tally.stuck(one.group().definition().key());
        }
      }
    }
    return tally;
  }

  private static Runnable over(Semaphore free, GroupQueue queue, RuleGroup group) {
    AtomicBoolean over = new AtomicBoolean();
    return () -> {
      if (!over.getAndSet(true)) {
        queue.ended(group);
        free.release();
      }
    };
  }

  private TickWriter writer() {
    return new TickWriter(environment.writer(), GATHERING);
  }

  private void evaluate(DueGroup one, TickView view, TickWriter.Turn turn, Runnable over) {
    String name = one.group().definition().name();
    Runnable evaluated =
        () -> {
          over.run();
          alertsCame.run();
        };
    try (turn) {
      Optional<GroupOutcome> outcome =
          one.group().evaluate(one.due().slots(), new TickShare(view, deadline, turn, evaluated));
      outcome.ifPresent(found -> tally.add(name, found));
    } catch (RuntimeException | Error broken) {
      // A defect of ours, or too little memory, in one group must neither stop the others nor end
      // its own loop.
      LOG.error("Evaluation of group {} failed", one.group().definition().key(), broken);
      tally.failed("group " + name + ": internal error: " + broken, broken);
    } finally {
      over.run();
    }
  }
}
