package dev.firebucket.ingest.clock;

import dev.firebucket.ingest.round.Round;
import dev.firebucket.ingest.round.RoundReport;
import dev.firebucket.ingest.round.ScrapeRound;
import dev.firebucket.ingest.round.ScrapeTask;
import dev.firebucket.ingest.round.TargetSlots;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.ingest.status.TargetStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scrapes one target again and again, on a virtual thread of its own: a round of one target at
/// each of its slots. Slots that pass while a scrape runs, or while the machine sleeps, are left
/// out.
final class TargetLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);

  private final ScrapeRound round;
  private final ScrapeTimer timer;
  private final IntervalObserver intervals;
  private final Duration interval;
  private final TargetSlots slots;
  private final TargetMemory memory;
  private final Thread thread;
  private volatile ScrapeTask task;
  private volatile TargetStatus status;
  private volatile @Nullable Instant lastPlanned;

  /// When the last scrape began.
  private @Nullable Instant lastBegan;

  private volatile boolean removed;
  private volatile boolean stopped;

  TargetLoop(ScrapeRound round, ScrapeTimer timer, IntervalObserver intervals, ScrapeTask first) {
    this.round = round;
    this.timer = timer;
    this.intervals = intervals;
    this.task = first;
    this.interval = first.target().interval();
    this.slots = TargetSlots.of(first.target());
    this.memory = first.memory();
    this.status = TargetStatus.unknown(first.target(), "");
    this.thread = Thread.ofVirtual().name("scrape " + first.target()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Continues with a new configuration.
  void assign(ScrapeTask next) {
    task = next;
    status = status.with(next.target());
  }

  /// Ends the loop because its target is gone: after about two intervals its series get stale
  /// markers, unless something else writes them by then.
  void remove() {
    removed = true;
    var _ = round.memory().remove(task.target());
    thread.interrupt();
  }

  /// Ends the loop with the process: no markers, the next process continues the series.
  void stop() {
    stopped = true;
    thread.interrupt();
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /// Waits for the end of the loop, but not for longer than this.
  void join(Duration atMost) throws InterruptedException {
    thread.join(atMost);
  }

  TargetStatus status() {
    return status;
  }

  TargetMetadata metadata() {
    return new TargetMetadata(task.target(), memory.metadata());
  }

  private void run() {
    try {
      scrapeAtEachSlot();
    } catch (InterruptedException ended) {
      LOG.debug("the loop of {} ends", task.target());
    }
    if (removed && !stopped) {
      // The wait that follows must not end at once.
      Thread.interrupted();
      endSeries();
    }
  }

  private void scrapeAtEachSlot() throws InterruptedException {
    Instant next = slots.atOrAfter(timer.instant());
    while (!removed && !stopped) {
      Duration pause = Duration.between(timer.instant(), next);
      // It is longer than the interval only where the clock was set back during a scrape.
      timer.sleep(pause.compareTo(interval) > 0 ? interval : pause);
      Instant due = slots.atOrBefore(timer.instant());
      if (due.isBefore(next)) {
        // Woken too early, or the clock was set back.
        next = slots.atOrAfter(timer.instant());
        continue;
      }
      scrape(due);
      Instant now = timer.instant();
      round.counters().skip(slots.count(next, due) + slots.count(due, now));
      next = slots.after(now.isAfter(due) ? now : due);
    }
  }

  private void scrape(Instant planned) throws InterruptedException {
    ScrapeTask now = task;
    Instant began = timer.instant();
    if (lastBegan != null) {
      intervals.scraped(interval, Duration.between(lastBegan, began));
    }
    lastBegan = began;
    // Before the scrape: one that is broken off may have got as far as the memory, and what it saw
    // ends after it.
    lastPlanned = planned;
    try {
      RoundReport report = round.run(Round.of(planned, now, interval));
      // A configuration that came meanwhile has its labels shown.
      status = report.targets().getFirst().with(task.target());
    } catch (RuntimeException broken) {
      // A defect of ours must not end the loop.
      LOG.error("scraping {} failed for a reason of our own", now.target(), broken);
    }
  }

  /// Waits until a new loop for the same target would have scraped it, then writes stale markers
  /// with the time of the scrape that was planned next and did not take place.
  private void endSeries() {
    Instant last = lastPlanned;
    if (last == null) {
      return;
    }
    Duration untilSure = interval.multipliedBy(2).plus(interval.dividedBy(10));
    while (!stopped) {
      try {
        timer.sleep(Duration.between(timer.instant(), last.plus(untilSure)));
        var _ = round.run(Round.end(last.plus(interval), memory));
        return;
      } catch (InterruptedException ended) {
        // Either the process ends, or the interrupt of the removal came only now.
        LOG.debug("the wait for the end of the series of {} is broken off", task.target());
      }
    }
  }
}
