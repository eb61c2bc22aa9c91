package dev.firebucket.ingest.schedule;

import dev.firebucket.ingest.scrape.MetricMetadata;
import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scrapes one target again and again, on a virtual thread of its own.
///
/// The first scrape comes at the target's offset into its interval, the next ones each interval
/// later. A scrape that comes within 2 ms of its time gets that very time, which compresses better;
/// times that were missed are left out (`scrape/scrape.go`, scrapeLoop.run).
final class TargetLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);
  private static final long SECOND = 1_000_000_000L;
  private static final Duration TOLERANCE = Duration.ofMillis(2);

  /// What to scrape and how; changes at a reload.
  ///
  /// @param forcedError why the target must not be scraped, null else
  record Assignment(Target target, TargetScraper scraper, @Nullable String forcedError) {}

  private final LoopRoom room;
  private final TargetMemory memory = new TargetMemory();
  private final Duration interval;
  private final Thread thread;
  private volatile Assignment assignment;
  private volatile TargetStatus status;
  private volatile boolean removed;
  private volatile boolean stopped;

  TargetLoop(LoopRoom room, Assignment first) {
    this.room = room;
    this.assignment = first;
    this.interval = first.target().interval();
    this.status = TargetStatus.unknown(first.target());
    this.thread = Thread.ofVirtual().name("scrape " + first.target().url()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Goes on with a new configuration; `relabelled` says that labels may come out differently.
  void assign(Assignment next, boolean relabelled) {
    assignment = next;
    TargetStatus old = status;
    status =
        new TargetStatus(
            next.target(),
            old.health(),
            old.lastError(),
            old.lastScrape(),
            old.lastScrapeDuration());
    if (relabelled) {
      memory.forgetLabels();
    }
  }

  Assignment assignment() {
    return assignment;
  }

  /// Ends the loop because its target is gone: after about two intervals its series get stale
  /// markers, unless something else writes them by then.
  void remove() {
    removed = true;
    thread.interrupt();
  }

  /// Ends the loop with the process: no markers, the next process goes on.
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

  List<MetricMetadata> metadata() {
    return memory.metadata();
  }

  boolean wrote(LabelSet series) {
    return memory.wrote(series);
  }

  private void run() {
    scrapeUntilInterrupted();
    if (removed && !stopped) {
      // The wait that follows must not end at once.
      Thread.interrupted();
      endOfSeries();
    }
  }

  private void scrapeUntilInterrupted() {
    try {
      room.timer().sleep(offset());
      scrapeForever(room.timer().instant());
    } catch (InterruptedException ended) {
      LOG.debug("the loop of {} ends", assignment.target());
    }
  }

  /// The time until the target's moment in the interval, counted from the epoch, so that a restart
  /// keeps it. Moments are whole seconds where there is more than one of them: targets that share a
  /// second share an object of the store.
  private Duration offset() {
    long length = interval.toNanos();
    Instant now = room.timer().instant();
    long position = Math.floorMod(now.getEpochSecond() * SECOND + now.getNano(), length);
    long moment = Long.remainderUnsigned(assignment.target().spread(), length);
    if (length >= 2 * SECOND) {
      moment -= moment % SECOND;
    }
    return Duration.ofNanos(Math.floorMod(moment - position, length));
  }

  private void scrapeForever(Instant first) throws InterruptedException {
    Instant tick = first;
    while (!removed && !stopped) {
      Instant now = room.timer().instant();
      boolean onTime = Duration.between(tick, now).compareTo(tolerance()) <= 0;
      scrape(onTime ? tick : now);
      tick = next(tick);
      Duration pause = Duration.between(room.timer().instant(), tick);
      room.timer().sleep(pause);
    }
  }

  private Duration tolerance() {
    Duration hundredth = interval.dividedBy(100);
    return hundredth.compareTo(TOLERANCE) < 0 ? hundredth : TOLERANCE;
  }

  /// The next moment that is not past; begins anew where the clock was set back.
  private Instant next(Instant tick) {
    Instant now = room.timer().instant();
    if (now.plus(interval).isBefore(tick)) {
      return now.plus(interval);
    }
    long missed = Math.max(0, Duration.between(tick, now).dividedBy(interval));
    if (missed > 0) {
      room.skipped(missed);
    }
    return tick.plus(interval.multipliedBy(missed + 1));
  }

  private void scrape(Instant time) throws InterruptedException {
    Assignment now = assignment;
    try {
      ScrapeOutcome outcome =
          now.scraper().scrape(now.target(), memory, time.toEpochMilli(), now.forcedError());
      String error = outcome.error();
      status =
          new TargetStatus(
              assignment.target(),
              outcome.health(),
              error == null ? "" : error,
              time,
              outcome.duration());
      room.take(outcome);
    } catch (RuntimeException broken) {
      // A defect of ours must end neither the loop nor the process.
      LOG.error("scraping {} failed for a reason of our own", now.target(), broken);
      status =
          new TargetStatus(
              now.target(), TargetHealth.DOWN, "internal error: " + broken, time, Duration.ZERO);
    }
  }

  /// Waits until a target that was made anew would have been scraped, then marks what ended at the
  /// time of the scrape that did not come.
  private void endOfSeries() {
    Instant lastScrape = status.lastScrape();
    if (lastScrape == null) {
      return;
    }
    try {
      Instant stale = lastScrape.plus(interval);
      Duration untilSure = interval.multipliedBy(2).plus(interval.dividedBy(10));
      room.timer().sleep(Duration.between(room.timer().instant(), lastScrape.plus(untilSure)));
      room.take(memory.markGone(stale.toEpochMilli(), room::isAlive));
    } catch (InterruptedException ended) {
      LOG.debug("the process ends before the series of {} do", assignment.target());
    }
  }
}
