package dev.firebucket.alerting.schedule;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.firebucket.alerting.evaluation.Deadline;
import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.notify.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives the rules of a process that stays: a [RuleTick] for each group at its own slots, so that
/// a slow group does not delay the others, and alerts are sent as they come. Safe for use by
/// several threads.
public final class RuleClock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleClock.class);

  /// After this a request that failed is tried again.
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(10);

  private final RuleService service;
  private final InstantSource clock;
  private final Map<RuleGroup, CountDownLatch> loops = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread notifying;

  public RuleClock(RuleService service) {
    this.service = service;
    this.clock = service.environment().clock();
  }

  /// Begins to evaluate. Call it again after each [RuleService#load]: groups that are new begin,
  /// those that are gone end.
  public synchronized void start() {
    if (closed.getCount() == 0) {
      throw new IllegalStateException("the clock of the rules has been closed");
    }
    List<RuleGroup> groups = service.running();
    loops.forEach(
        (group, end) -> {
          if (!groups.contains(group)) {
            end.countDown();
          }
        });
    loops.keySet().retainAll(groups);
    groups.forEach(group -> loops.computeIfAbsent(group, this::begin));
    if (notifying == null) {
      notifying = thread("rules-notify", this::notifyLoop);
      thread("rules-sweep", this::sweepLoop);
    }
  }

  private CountDownLatch begin(RuleGroup group) {
    CountDownLatch end = new CountDownLatch(1);
    thread("rules-" + group.definition().name(), () -> evaluateLoop(group, end));
    return end;
  }

  private interface Loop {
    void run() throws InterruptedException;
  }

  private static Thread thread(String name, Loop loop) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                LOG.debug("{} ends", name);
              }
            });
  }

  /// Waits by the latch and never by an interrupt: that would break a request to the store.
  private void evaluateLoop(RuleGroup group, CountDownLatch end) throws InterruptedException {
    EvaluationSlots slots = EvaluationSlots.of(group.definition());
    Instant before = clock.instant();
    Duration pause = Duration.between(before, slots.after(before));
    while (!end.await(Math.min(pause.toMillis(), slots.intervalMillis()), MILLISECONDS)) {
      Instant now = clock.instant();
      if (before.isAfter(now)) {
        // The clock was set back: the group does not wait until time catches up.
        before = now;
      }
      DueSlots due = DueSlots.newest(slots, before, now);
      var _ = new RuleTick(service.environment(), () -> {}, Deadline.none()).evaluate(group, due);
      before = due.slots().isEmpty() ? before : due.slots().getLast();
      pause = Duration.between(clock.instant(), slots.after(before));
    }
  }

  private void notifyLoop() throws InterruptedException {
    Notifier notifier = service.notifier();
    while (closed.getCount() > 0) {
      notifier.awaitWork(RETRY);
      notifier.flush();
    }
  }

  private void sweepLoop() throws InterruptedException {
    while (!closed.await(SWEEP.toMillis(), MILLISECONDS)) {
      service.sweep(clock.instant());
    }
  }

  /// Ends the loops: an evaluation that runs is waited for, then what waits for Alertmanagers is
  /// tried once more, for ten seconds at most.
  @Override
  public void close() {
    List<RuleGroup> running;
    synchronized (this) {
      closed.countDown();
      running = List.copyOf(loops.keySet());
      loops.values().forEach(CountDownLatch::countDown);
      if (notifying != null) {
        notifying.interrupt();
      }
    }
    running.forEach(RuleGroup::stop);
    Thread last = thread("rules-last-notify", () -> service.notifier().flush());
    try {
      if (!last.join(END)) {
        last.interrupt();
      }
    } catch (InterruptedException e) {
      last.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
