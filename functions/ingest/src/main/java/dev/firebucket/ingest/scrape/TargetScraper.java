package dev.firebucket.ingest.scrape;

import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Scrapes targets of one job. Safe for use by several threads, one target by one thread at a time.
///
/// A failed scrape counts as an empty one: `up` is 0 and every series of the target gets a stale
/// marker, also those that stood in a broken body before the break.
public final class TargetScraper {
  private final ScrapeConfig config;
  private final ExpositionSource source;
  private final LongSupplier nanoTime;
  private final Relabeler metricRelabeler;

  /// @param source answers for the targets
  /// @param nanoTime measures how long a scrape takes
  public TargetScraper(ScrapeConfig config, ExpositionSource source, LongSupplier nanoTime) {
    this.config = config;
    this.source = source;
    this.nanoTime = nanoTime;
    this.metricRelabeler = new Relabeler(config.metricRelabelConfigs());
  }

  /// Scrapes a target.
  ///
  /// @param memory what the last scrape of the target left; changed by this one
  /// @param timestampMillis the time of the samples
  /// @param forcedError why the target must not be scraped (such as too many of them), null else
  /// @throws InterruptedException when the thread is to end; nothing was changed then
  public ScrapeOutcome scrape(
      Target target, TargetMemory memory, long timestampMillis, @Nullable String forcedError)
      throws InterruptedException {
    return scrape(target, memory, timestampMillis, forcedError, null);
  }

  /// The same of a target to which no connection came about the last time.
  ///
  /// @param connectWithin how long a connection may take; null for as long as the whole scrape
  public ScrapeOutcome scrape(
      Target target,
      TargetMemory memory,
      long timestampMillis,
      @Nullable String forcedError,
      @Nullable Duration connectWithin)
      throws InterruptedException {
    long start = nanoTime.getAsLong();
    ScrapedBody body = null;
    String error = forcedError;
    long bodyBytes = 0;
    boolean unreached = false;
    if (forcedError == null) {
      try {
        body = connectWithin == null ? source.fetch(target) : source.fetch(target, connectWithin);
        bodyBytes = body.length();
      } catch (ScrapeException failed) {
        error = failed.getMessage();
        bodyBytes = failed.isBodyTooLarge() ? -1 : 0;
        unreached = failed.isUnreached();
      }
    }
    memory.reportedAs(target.publicLabels(), config.extraScrapeMetrics());
    Attempt attempt = new Attempt(labels(target), memory, timestampMillis);
    ScrapeCounts counts;
    try (ScrapedBody read = body) {
      counts = attempt.take(read, error);
    }
    ScrapeOutcome outcome =
        new ScrapeOutcome(
            target,
            timestampMillis,
            Duration.ofNanos(nanoTime.getAsLong() - start),
            counts,
            bodyBytes,
            attempt.error,
            unreached,
            attempt.batch);
    ReportSeries.append(outcome, attempt.labels);
    return outcome;
  }

  /// A turn of a target that is not asked: `up` is 0, and nothing is said of its series, since
  /// nothing is known of them.
  ///
  /// @param reason why it is not asked
  public ScrapeOutcome leaveOut(
      Target target, TargetMemory memory, long timestampMillis, String reason) {
    memory.reportedAs(target.publicLabels(), config.extraScrapeMetrics());
    ScrapeOutcome outcome =
        new ScrapeOutcome(
            target,
            timestampMillis,
            Duration.ZERO,
            ScrapeCounts.NONE,
            0,
            reason,
            false,
            new SampleBatch());
    ReportSeries.append(outcome, labels(target));
    return outcome;
  }

  private SampleLabels labels(Target target) {
    return new SampleLabels(
        target.publicLabels(),
        config.honorLabels(),
        metricRelabeler,
        config.metricNameValidationScheme(),
        config.limits());
  }

  /// The way of one body into the memory and the batch.
  private final class Attempt {
    private final SampleLabels labels;
    private final TargetMemory memory;
    private final long timestamp;
    private SampleBatch batch = new SampleBatch();
    private @Nullable String error;

    Attempt(SampleLabels labels, TargetMemory memory, long timestamp) {
      this.labels = labels;
      this.memory = memory;
      this.timestamp = timestamp;
    }

    ScrapeCounts take(@Nullable ScrapedBody body, @Nullable String fetchError) {
      synchronized (memory) {
        memory.begin();
        error = fetchError;
        // An empty body is an empty scrape, whatever its content type.
        ScrapeCounts counts = body == null || body.length() == 0 ? ScrapeCounts.NONE : read(body);
        if (error != null) {
          memory.abandon();
        }
        memory.markVanished(timestamp, batch);
        memory.end(error == null && body != null && body.length() > 0);
        return counts;
      }
    }

    private ScrapeCounts read(ScrapedBody body) {
      ScrapeReader reader = new ScrapeReader(config, labels, memory, timestamp);
      try {
        batch =
            reader.read(
                body,
                ContentNegotiation.format(body.contentType(), config.fallbackScrapeProtocol()));
      } catch (ScrapeException failed) {
        error = failed.getMessage();
      }
      return reader.counts();
    }
  }
}
