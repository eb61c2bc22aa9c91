package dev.firebucket.lambda.scrape;

import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.MetricLog;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.FanOut;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.RunQueue;
import dev.firebucket.ingest.event.RunsOfMinute;
import dev.firebucket.ingest.event.ScrapeEvents;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the function does with events. Made once per environment; one event at a time.
final class ScrapeService {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeService.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Parts parts;
  private final NewestSamples newest;
  private final MissedRuns missed = new MissedRuns();
  private @Nullable ScrapeEvents events;
  private long eventsVersion;
  private volatile List<TargetStatus> targets = List.of();

  /// What it works with.
  ///
  /// @param config the user's configuration
  /// @param source answers for the targets
  /// @param writer takes the samples of a run; its future says whether they are durable
  /// @param store keeps what the next run must know
  /// @param queue takes the other runs of a minute; empty where there are none
  record Parts(
      DeployedConfig config,
      ExpositionSource source,
      Function<List<SampleBatch>, CompletableFuture<Void>> writer,
      ObjectStore store,
      Optional<RunQueue> queue,
      RoundOptions options,
      BackOff backOff,
      RoundTime time) {}

  ScrapeService(Parts parts) {
    this.parts = parts;
    this.newest = new NewestSamples(MetricLog.ofProcess(), parts.time());
  }

  /// Does what an event says.
  ///
  /// @throws IllegalArgumentException when it is no scrape event
  /// @throws IOException when there is no configuration to work with, what was scraped cannot be
  ///   stored, or a run cannot be laid into the queue: the invocation then counts as failed, and
  ///   the same event again loses and doubles nothing
  synchronized ScrapeAnswer handle(byte[] event) throws IOException, InterruptedException {
    List<ScrapeEventReader.Message> messages = ScrapeEventReader.messages(event);
    if (messages.size() == 1) {
      return handle(messages.getFirst().read());
    }
    ScrapeAnswer answer = ScrapeAnswer.nothing(parts.time().instant(), List.of());
    List<Exception> failed = new ArrayList<>();
    for (ScrapeEventReader.Message message : messages) {
      try {
        answer = answer.and(handle(message.read()));
      } catch (IOException | IllegalArgumentException e) {
        failed.add(new IOException("message %s: %s".formatted(message.name(), e.getMessage()), e));
      }
    }
    if (!failed.isEmpty()) {
      IOException all =
          new IOException(
              "%d of %d messages failed: %s"
                  .formatted(failed.size(), messages.size(), failed.getFirst().getMessage()));
      failed.forEach(all::addSuppressed);
      throw all;
    }
    return answer;
  }

  private ScrapeAnswer handle(ScrapeEvent event) throws IOException, InterruptedException {
    ScrapeAnswer answer =
        switch (event) {
          case ScrapeEvent.Minute minute -> minute(minute);
          case ScrapeEvent.Run run -> run(run.round());
        };
    if (answer.worthALine()) {
      LOG.warn("{}", answer);
    }
    return answer;
  }

  /// Lays the other runs first: they must not wait for the targets of this one.
  private ScrapeAnswer minute(ScrapeEvent.Minute event) throws IOException, InterruptedException {
    if (parts.queue().isEmpty()) {
      return withoutQueue(event);
    }
    RunsOfMinute runs =
        RunsOfMinute.of(event.minute(), event.tick(), event.shards(), parts.time().instant());
    FanOut.Result fanOut = new FanOut(parts.queue().get()).lay(runs.others());
    missed.add(runs.tooLate().size());
    List<String> problems =
        runs.tooLate().stream()
            .map(
                run ->
                    "missed: the schedule of %s came too late for the run of %s"
                        .formatted(event.minute(), run))
            .toList();
    ScrapeAnswer answer =
        runs.own().isPresent()
            ? run(runs.own().get())
            : ScrapeAnswer.nothing(event.minute(), List.of());
    if (!fanOut.refused().isEmpty()) {
      RunQueue.Refused first = fanOut.refused().getFirst();
      throw new IOException(
          "%d of %d runs could not be laid into the queue and do not take place unless this event is tried again; that of %s: %s"
              .formatted(
                  fanOut.refused().size(),
                  runs.others().size(),
                  first.run().round(),
                  first.reason()));
    }
    return answer.withLaid(fanOut.laid(), problems);
  }

  /// Runs of whole minutes only.
  private ScrapeAnswer withoutQueue(ScrapeEvent.Minute event)
      throws IOException, InterruptedException {
    if (event.shards() > 1) {
      throw new IllegalArgumentException(
          "FIREBUCKET_SCRAPE_QUEUE is not set, but %d shards need a queue: set it, or deploy one shard"
              .formatted(event.shards()));
    }
    long minutes = event.tick().plusSeconds(59).toMinutes();
    PlannedRound run = PlannedRound.of(event.minute(), MINUTE.multipliedBy(minutes), 0, 1);
    boolean now = !run.planned().isBefore(event.minute().minus(MINUTE).plusMillis(1));
    return now ? run(run) : ScrapeAnswer.nothing(event.minute(), List.of());
  }

  /// The targets of the last run, as it found them.
  List<TargetStatus> targets() {
    return targets;
  }

  /// Counts the runs that came too late.
  MissedRuns missed() {
    return missed;
  }

  private ScrapeAnswer run(PlannedRound round) throws IOException, InterruptedException {
    DeployedConfig.State config = parts.config().current();
    EventReport report = newest.after(round, events(config).scrape(round));
    ScrapeAnswer answer = ScrapeAnswer.of(report, config.config(), round.tick(), config.problem());
    if (report instanceof EventReport.Missed) {
      missed.add(1);
    }
    if (report instanceof EventReport.Scraped scraped) {
      targets = scraped.targets();
    }
    if (report instanceof EventReport.Scraped scraped && !scraped.stored()) {
      LOG.warn("{}", answer);
      throw new IOException(
          "the run of %s with %d samples could not be stored: %s"
              .formatted(scraped.planned(), scraped.samples(), scraped.storeError()));
    }
    return answer;
  }

  private ScrapeEvents events(DeployedConfig.State config) {
    ScrapeEvents known = events;
    if (known != null && eventsVersion == config.version()) {
      return known;
    }
    ScrapeEvents made =
        new ScrapeEvents(
            config.config(),
            parts.source(),
            parts.writer(),
            parts.store(),
            parts.options(),
            parts.backOff(),
            parts.time());
    events = made;
    eventsVersion = config.version();
    return made;
  }
}
