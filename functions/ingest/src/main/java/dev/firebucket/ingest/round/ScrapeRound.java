package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.ScrapeCounts;
import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.storage.model.SampleBatch;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scrapes some targets for one planned time and hands the samples to a writer. Safe for use by
/// several threads, one target by one round at a time.
///
/// Samples carry the planned time, whenever the round really takes place: the same round twice
/// gives the same series at the same time, and readers count each (series, time) once.
public final class ScrapeRound {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeRound.class);

  private final ScrapeMemory memory;
  private final Function<List<SampleBatch>, CompletableFuture<Void>> writer;
  private final RoundOptions options;
  private final InstantSource clock;
  private final ScrapeCounters counters = new ScrapeCounters();
  private final FailureLog failures = new FailureLog();

  /// One target of a round.
  ///
  /// @param place in the round
  /// @param outcome null when its time was over before its turn
  private record Turn(int place, Instant started, @Nullable ScrapeOutcome outcome) {}

  /// @param memory of all targets: what one of them writes does not end with another
  /// @param writer takes all samples of a round, perhaps none, and returns at once
  /// @param clock says when scrapes really began
  public ScrapeRound(
      ScrapeMemory memory,
      Function<List<SampleBatch>, CompletableFuture<Void>> writer,
      RoundOptions options,
      InstantSource clock) {
    this.memory = memory;
    this.writer = writer;
    this.options = options;
    this.clock = clock;
  }

  /// Runs a round. Whatever goes wrong with one target is its own line of the report and keeps
  /// nothing else from being stored.
  ///
  /// @param planned the time of all samples, whole milliseconds
  /// @param due what to scrape
  /// @param gone memories of targets that are no longer there: what they wrote last ends now,
  ///   unless another target writes it
  /// @param budget after it no scrape begins
  /// @throws InterruptedException when the thread is to end: nothing was written then
  public RoundReport run(
      Instant planned, List<ScrapeTask> due, List<TargetMemory> gone, Duration budget)
      throws InterruptedException {
    long time = planned.toEpochMilli();
    List<TargetStatus> statuses = new ArrayList<>();
    List<SampleBatch> samples = new ArrayList<>();
    for (Turn turn : scrape(due, time, System.nanoTime() + budget.toNanos())) {
      ScrapeOutcome outcome = turn.outcome();
      if (outcome == null) {
        statuses.add(
            TargetStatus.unknown(
                due.get(turn.place()).target(),
                "not scraped: the time of the run was over before its turn"));
      } else {
        counters.add(outcome);
        failures.add(outcome);
        statuses.add(TargetStatus.of(outcome, turn.started()));
        samples.add(outcome.samples());
      }
    }
    gone.forEach(target -> samples.add(target.markGone(time, memory::isAlive)));
    int count = samples.stream().mapToInt(SampleBatch::sampleCount).sum();
    return new RoundReport(planned, statuses, count, writer.apply(samples));
  }

  /// All targets, side by side, each on a virtual thread with a timeout of its own.
  private List<Turn> scrape(List<ScrapeTask> due, long time, long end) throws InterruptedException {
    List<Turn> turns =
        VirtualThreads.await(
            Multi.createFrom()
                .range(0, due.size())
                .onItem()
                .transformToUni(
                    place ->
                        VirtualThreads.run(
                            "scrape " + due.get(place).target(),
                            () -> turn(place, due.get(place), time, end)))
                .merge(options.concurrency())
                .collect()
                .asList());
    return turns.stream().sorted(Comparator.comparingInt(Turn::place)).toList();
  }

  private Turn turn(int place, ScrapeTask task, long time, long end) throws InterruptedException {
    Instant started = clock.instant();
    if (end - System.nanoTime() < 0) {
      return new Turn(place, started, null);
    }
    try {
      ScrapeOutcome outcome =
          task.scraper().scrape(task.target(), task.memory(), time, task.forcedError());
      return new Turn(place, started, outcome);
    } catch (RuntimeException | Error broken) {
      // A defect of ours in one target must not take the others with it.
      LOG.error("scraping {} failed for a reason of our own", task.target(), broken);
      return new Turn(
          place,
          started,
          new ScrapeOutcome(
              task.target(),
              time,
              Duration.ZERO,
              ScrapeCounts.NONE,
              0,
              "internal error: " + broken,
              new SampleBatch()));
    }
  }

  public ScrapeMemory memory() {
    return memory;
  }

  /// What all rounds have done.
  public ScrapeCounters counters() {
    return counters;
  }
}
