package dev.firebucket.ingest.scrape;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.exposition.Entry;
import dev.firebucket.ingest.exposition.ExpositionException;
import dev.firebucket.ingest.exposition.ExpositionFormat;
import dev.firebucket.ingest.exposition.ExpositionParser;
import dev.firebucket.ingest.exposition.SeriesTable;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one exposition into samples; all of them count, or none.
///
/// Samples are laid into the batch that will be stored. When the exposition has been read to its
/// end they are taken in order, as Prometheus' storage takes them: of two samples of a series at
/// one time the first stays, and what is older than the newest is dropped.
final class ScrapeReader {
  private static final long AHEAD = Duration.ofMinutes(10).toMillis();

  /// How old a sample with a timestamp of its own may be: half a block of Prometheus.
  private static final long BEHIND = Duration.ofHours(1).toMillis();

  /// About what a new series takes, next to its labels.
  private static final int BYTES_OF_SERIES = 400;

  private static final int BYTES_OF_LABEL = 112;

  private final ScrapeConfig config;
  private final SampleLabels labels;
  private final TargetMemory memory;
  private final long scrapeTime;
  private final PendingSamples pending = new PendingSamples();

  private int scraped;
  private int postRelabeling;
  private int seriesAdded;
  private int appended;
  private int outOfOrder;
  private int duplicates;
  private int outOfBounds;
  private boolean overLimit;

  ScrapeReader(ScrapeConfig config, SampleLabels labels, TargetMemory memory, long scrapeTime) {
    this.config = config;
    this.labels = labels;
    this.memory = memory;
    this.scrapeTime = scrapeTime;
  }

  /// Reads a body; between [TargetMemory#begin()] and [TargetMemory#end].
  ///
  /// @return its samples
  /// @throws ScrapeException when the exposition is malformed or breaks a limit
  SampleBatch read(ScrapedBody body, ExpositionFormat format) throws ScrapeException {
    ExpositionParser parser = format.parser(body.bytes(), body.length());
    SeriesTable<TargetMemory.Known> table = memory.tableOf(format, config);
    try {
      for (Entry entry = parser.next(table.expected());
          entry != Entry.END;
          entry = parser.next(table.expected())) {
        if (entry == Entry.SAMPLE) {
          sample(parser, table, body.room());
        } else {
          memory.metadata.read(entry, parser, memory.scrape);
        }
      }
    } catch (ExpositionException malformed) {
      throw new ScrapeException(malformed.reason());
    } catch (NoRoomException none) {
      throw new ScrapeException("the answer is not taken: " + none.getMessage());
    }
    if (overLimit) {
      throw new ScrapeException("sample limit exceeded");
    }
    return pending.take();
  }

  ScrapeCounts counts() {
    return new ScrapeCounts(
        scraped, postRelabeling, seriesAdded, outOfOrder, duplicates, outOfBounds);
  }

  private void sample(
      ExpositionParser parser, SeriesTable<TargetMemory.Known> table, ByteBudget.Share room)
      throws ExpositionException, ScrapeException, NoRoomException {
    scraped++;
    TargetMemory.Known known =
        table.find(parser.buffer(), parser.seriesStart(), parser.seriesEnd());
    if (known == null) {
      known = new TargetMemory.Known(series(parser, room));
      table.add(parser.buffer(), parser.seriesStart(), parser.seriesEnd(), known);
    }
    boolean again = known.seenIn == memory.scrape;
    if (!again) {
      known.seenIn = memory.scrape;
      memory.seen++;
    }
    SeriesMemory series = known.series;
    if (series == null) {
      return;
    }
    postRelabeling++;
    boolean ownTime = parser.hasTimestamp() && config.honorTimestamps();
    if (again && !ownTime) {
      duplicates++;
      return;
    }
    long time = ownTime ? parser.timestampMillis() : scrapeTime;
    series.seenIn = memory.scrape;
    if (take(series, time, parser.value())) {
      if (!ownTime || config.trackTimestampsStaleness()) {
        memory.track(series);
      }
      if (!known.counted && !series.restored && !overLimit) {
        seriesAdded++;
      }
      known.counted = true;
    }
  }

  /// The series under its final labels, null where relabelling drops it.
  private @Nullable SeriesMemory series(ExpositionParser parser, ByteBudget.Share room)
      throws ExpositionException, ScrapeException, NoRoomException {
    room.take(
        BYTES_OF_SERIES
            + 3L * (parser.seriesEnd() - parser.seriesStart())
            + (long) BYTES_OF_LABEL * parser.labelCount());
    LabelSet exposed = parser.labels();
    Optional<LabelSet> kept = labels.apply(exposed, parser::exposes);
    return kept.isEmpty() ? null : memory.series(kept.get());
  }

  private boolean take(SeriesMemory series, long time, double value) {
    long limit = config.limits().sampleLimit();
    if (limit > 0 && ++appended > limit) {
      overLimit = true;
      return false;
    }
    if (time > scrapeTime + AHEAD) {
      outOfBounds++;
      return false;
    }
    return switch (series.continuation(time, value)) {
      case NEWER -> takeNewer(series, time, value);
      case SAME -> true;
      case DUPLICATE -> {
        duplicates++;
        yield false;
      }
      case OUT_OF_ORDER -> {
        outOfOrder++;
        yield false;
      }
    };
  }

  private boolean takeNewer(SeriesMemory series, long time, double value) {
    if (time < scrapeTime - BEHIND) {
      outOfBounds++;
      return false;
    }
    pending.add(series, time, value);
    return true;
  }
}
