package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.ScrapeCounts;
import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.storage.model.SampleBatch;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scrapes some targets for one planned time and hands the samples to a writer. Safe for use by
/// several threads, one target by one round at a time.
///
/// Samples carry the planned time, whenever the round really takes place: the same round twice
/// gives the same series at the same time, and readers count each (series, time) once.
public final class ScrapeRound {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeRound.class);
  private static final String OUT_OF_TIME =
      "not scraped: the time of the run was over before its turn; it comes first in the next run";

  /// Longer than any round.
  private static final Duration NEVER = Duration.ofDays(1);

  private final ScrapeMemory memory;
  private final Function<List<SampleBatch>, CompletableFuture<Void>> writer;
  private final RoundOptions options;
  private final RoundTime time;
  private final FailureLog failures = new FailureLog();

  /// A target of a round that waits for its turn; its text names the thread.
  private record Place(int number, ScrapeTask task) {
    @Override
    public String toString() {
      return task.target().toString();
    }
  }

  /// What the threads of a round leave for it.
  sealed interface Arrival {}

  /// One target of a round that had its turn.
  ///
  /// @param place in the round
  /// @param asked whether it was scraped, well or not
  /// @param outOfTime whether the budget was over before
  record Turn(int place, Instant started, boolean asked, boolean outOfTime, ScrapeOutcome outcome)
      implements Arrival {}

  /// A thread that could not be started, or was ended by somebody else.
  private record Broken(Throwable reason) implements Arrival {}

  /// @param memory of all targets: what one of them writes does not end with another
  /// @param writer takes samples of a round, perhaps none, and returns at once
  public ScrapeRound(
      ScrapeMemory memory,
      Function<List<SampleBatch>, CompletableFuture<Void>> writer,
      RoundOptions options,
      RoundTime time) {
    this.memory = memory;
    this.writer = writer;
    this.options = options;
    this.time = time;
  }

  /// Runs a round. Whatever goes wrong with one target is its own line of the report and keeps
  /// nothing else from being stored. What is slow does not hold up the rest: see
  /// [Round#firstObject()].
  ///
  /// @throws InterruptedException when the thread is to end: at most the first object was written
  public RoundReport run(Round round) throws InterruptedException {
    RoundSamples samples = new RoundSamples(round, writer);
    RoundTime.Mailbox<Arrival> arrivals = time.mailbox();
    long start = time.nanoTime();
    long end = start + round.budget().toNanos();
    Cancellable scrapes =
        TargetThreads.each(
            places(round.due()),
            options.concurrency(),
            time,
            place -> () -> turn(place, round.planned().toEpochMilli(), end),
            arrivals::add,
            failed -> arrivals.add(new Broken(failed)));
    try {
      long first = start + round.firstObject().orElse(NEVER).toNanos();
      boolean firstIsDue = round.firstObject().isPresent();
      while (samples.missing() > 0) {
        Optional<Arrival> arrival = arrivals.take(firstIsDue ? first : start + NEVER.toNanos());
        if (arrival.isPresent()) {
          samples.add(counted(arrival.get()));
        } else {
          samples.write();
          firstIsDue = false;
        }
      }
    } catch (InterruptedException | RuntimeException ended) {
      scrapes.cancel();
      throw ended;
    }
    return samples.end(memory::isAlive);
  }

  private Turn counted(Arrival arrival) {
    return switch (arrival) {
      case Turn turn -> {
        if (turn.asked()) {
          options.counters().add(turn.outcome());
          failures.add(turn.outcome());
        } else {
          options.counters().skip(1);
        }
        yield turn;
      }
      case Broken broken ->
          throw new IllegalStateException(
              "scraping failed for a reason of our own: " + broken.reason(), broken.reason());
    };
  }

  private static List<Place> places(List<ScrapeTask> due) {
    return IntStream.range(0, due.size()).mapToObj(i -> new Place(i, due.get(i))).toList();
  }

  private Turn turn(Place place, long planned, long end) throws InterruptedException {
    Instant started = time.instant();
    ScrapeTask task = place.task();
    try {
      boolean late = end - time.nanoTime() < 0;
      String reason = late ? OUT_OF_TIME : task.notAsked();
      ScrapeOutcome outcome =
          reason == null
              ? task.scraper()
                  .scrape(
                      task.target(),
                      task.memory(),
                      planned,
                      task.forcedError(),
                      task.connectWithin())
              : task.scraper().leaveOut(task.target(), task.memory(), planned, reason);
      return new Turn(place.number(), started, reason == null, late, outcome);
    } catch (RuntimeException | Error broken) {
      // A defect of ours in one target must not take the others with it.
      LOG.error("scraping {} failed for a reason of our own", task.target(), broken);
      ScrapeOutcome nothing =
          new ScrapeOutcome(
              task.target(),
              planned,
              Duration.ZERO,
              ScrapeCounts.NONE,
              0,
              "internal error: " + broken,
              false,
              new SampleBatch());
      return new Turn(place.number(), started, true, false, nothing);
    }
  }

  public ScrapeMemory memory() {
    return memory;
  }

  /// What all rounds have done.
  public ScrapeCounters counters() {
    return options.counters();
  }
}
