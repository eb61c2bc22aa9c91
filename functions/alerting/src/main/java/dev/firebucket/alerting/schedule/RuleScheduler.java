package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.notify.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evaluates the groups of a [RuleService] in a process that stays: each at its own times, none
/// twice at once, and sends alerts as they come. Safe for use by several threads.
public final class RuleScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleScheduler.class);

  /// After this a request that failed is tried again.
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(10);

  private final RuleService service;
  private final InstantSource clock;
  private final Map<RuleGroup, Thread> loops = new HashMap<>();
  private final List<Thread> helpers = new ArrayList<>();
  private volatile boolean closed;

  public RuleScheduler(RuleService service) {
    this.service = service;
    this.clock = service.environment().clock();
  }

  /// Begins to evaluate. Call it again after each [RuleService#load]: groups that are new begin,
  /// those that are gone end.
  public synchronized void start() {
    if (closed) {
      throw new IllegalStateException("the scheduler of rules has been closed");
    }
    List<RuleGroup> groups = service.running();
    loops
        .entrySet()
        .removeIf(
            loop -> {
              boolean gone = !groups.contains(loop.getKey());
              if (gone) {
                loop.getValue().interrupt();
              }
              return gone;
            });
    for (RuleGroup group : groups) {
      loops.computeIfAbsent(group, this::begin);
    }
    if (helpers.isEmpty()) {
      helpers.add(thread("rules-notify", this::notifyLoop));
      helpers.add(thread("rules-sweep", this::sweepLoop));
    }
  }

  private Thread begin(RuleGroup group) {
    return thread("rules-" + group.definition().name(), () -> evaluateLoop(group));
  }

  private interface Loop {
    void run() throws InterruptedException;
  }

  private Thread thread(String name, Loop loop) {
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

  private void evaluateLoop(RuleGroup group) throws InterruptedException {
    EvaluationSlots slots = EvaluationSlots.of(group.definition());
    Instant next = slots.after(clock.instant());
    while (!closed) {
      Duration wait = Duration.between(clock.instant(), next);
      if (wait.isPositive()) {
        Thread.sleep(wait);
      }
      Instant due = slots.atOrBefore(clock.instant());
      if (due.isBefore(next)) {
        continue;
      }
      // What took too long leaves slots behind: they are missed, as in Prometheus.
      group.missed(slots.count(next, due));
      evaluate(group, due);
      next = slots.after(due);
    }
  }

  private static void evaluate(RuleGroup group, Instant slot) {
    try {
      group.evaluate(slot);
    } catch (RuntimeException e) {
      LOG.error("Evaluation of group {} failed", group.definition().key(), e);
    }
  }

  private void notifyLoop() throws InterruptedException {
    Notifier notifier = service.notifier();
    while (!closed) {
      notifier.awaitWork(RETRY);
      notifier.flush();
    }
  }

  private void sweepLoop() throws InterruptedException {
    while (!closed) {
      Thread.sleep(SWEEP);
      service.sweep(clock.instant());
    }
  }

  /// Ends the loops: an evaluation that runs is waited for, then what waits for Alertmanagers is
  /// tried once more.
  @Override
  public void close() throws InterruptedException {
    List<RuleGroup> running;
    synchronized (this) {
      closed = true;
      running = List.copyOf(loops.keySet());
      loops.values().forEach(Thread::interrupt);
      helpers.forEach(Thread::interrupt);
    }
    for (RuleGroup group : running) {
      group.stop();
    }
    Thread last = thread("rules-last-notify", () -> service.notifier().flush());
    if (!last.join(END)) {
      last.interrupt();
    }
  }
}
