package dev.firebucket.backfill.wal;

import dev.firebucket.backfill.SampleSink;
import dev.firebucket.backfill.block.Tombstones;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Prometheus has not put into a block yet: its write-ahead log with the checkpoint before it,
/// and the log of samples that came out of order.
///
/// Read segment by segment; in memory are the labels of its series. Start timestamps and exemplars
/// are passed over.
public final class HeadLog {
  private static final int SERIES = 1;
  private static final int SAMPLES = 2;
  private static final int TOMBSTONES = 3;
  private static final int HISTOGRAMS = 7;
  private static final int FLOAT_HISTOGRAMS = 8;
  private static final int CUSTOM_HISTOGRAMS = 9;
  private static final int CUSTOM_FLOAT_HISTOGRAMS = 10;
  private static final int SAMPLES_WITH_START = 11;
  private static final int HISTOGRAMS_WITH_START = 12;
  private static final int FLOAT_HISTOGRAMS_WITH_START = 13;

  /// A start timestamp follows where the byte before it is higher than this.
  private static final int SAME_START = 1;

  private static final String CHECKPOINT = "checkpoint.";

  private final List<Path> segments;
  private final List<Path> outOfOrder;
  private final Map<Long, LabelSet> labels = new HashMap<>();
  private final Tombstones tombstones = new Tombstones();

  private HeadLog(List<Path> segments, List<Path> outOfOrder) {
    this.segments = List.copyOf(segments);
    this.outOfOrder = List.copyOf(outOfOrder);
  }

  /// The log of a TSDB, without any segment where there is none.
  ///
  /// @param folder of the TSDB
  public static HeadLog of(Path folder) throws IOException {
    List<Path> logged = new ArrayList<>();
    Path log = folder.resolve("wal");
    @Nullable Path checkpoint =
        children(log).stream().filter(HeadLog::isCheckpoint).reduce((a, b) -> b).orElse(null);
    long after = -1;
    if (checkpoint != null) {
      after = number(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
      logged.addAll(segments(checkpoint));
    }
    for (Path segment : segments(log)) {
      if (number(segment.getFileName().toString()) > after) {
        logged.add(segment);
      }
    }
    return new HeadLog(logged, segments(folder.resolve("wbl")));
  }

  private static boolean isCheckpoint(Path path) {
    return path.getFileName().toString().matches("checkpoint\\.\\d+");
  }

  private static List<Path> segments(Path folder) throws IOException {
    return children(folder).stream()
        .filter(file -> file.getFileName().toString().matches("\\d+"))
        .toList();
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /// How many bytes it has on disk.
  public long bytes() throws IOException {
    long bytes = 0;
    for (Path segment : segments) {
      bytes += Files.size(segment);
    }
    for (Path segment : outOfOrder) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  /// Gives all samples that are not deleted.
  ///
  /// @param fromMillis samples before it are in blocks, as Prometheus takes it too, except for
  ///   those that came out of order
  /// @throws IOException when a segment is damaged or has records that cannot be read
  public void read(long fromMillis, SampleSink sink) throws IOException {
    // A deletion comes after what it deletes, so it must be known before anything is given on.
    each(segments, in -> note(in));
    each(segments, in -> samples(in, fromMillis, sink));
    each(outOfOrder, in -> samples(in, Long.MIN_VALUE, sink));
  }

  private interface RecordReader {
    void read(RecordCursor in) throws IOException;
  }

  private static void each(List<Path> segments, RecordReader reader) throws IOException {
    for (Path segment : segments) {
      try (LogRecords records = LogRecords.open(segment)) {
        for (byte[] record = records.next(); record != null; record = records.next()) {
          if (record.length > 0) {
            reader.read(new RecordCursor(record));
          }
        }
      } catch (IOException e) {
        throw new IOException("cannot read " + segment + ": " + e.getMessage(), e);
      }
    }
  }

  private void note(RecordCursor in) throws IOException {
    switch (in.int8()) {
      case SERIES -> {
        while (in.hasMore()) {
          labels.put(in.int64(), in.labels());
        }
      }
      case TOMBSTONES -> {
        while (in.hasMore()) {
          tombstones.add(in.int64(), in.varint(), in.varint());
        }
      }
      default -> {}
    }
  }

  private void samples(RecordCursor in, long fromMillis, SampleSink sink) throws IOException {
    int type = in.int8();
    switch (type) {
      case SAMPLES, HISTOGRAMS, FLOAT_HISTOGRAMS, CUSTOM_HISTOGRAMS, CUSTOM_FLOAT_HISTOGRAMS -> {
        if (in.hasMore()) {
          first(in, type, fromMillis, sink);
        }
      }
      case SAMPLES_WITH_START, HISTOGRAMS_WITH_START, FLOAT_HISTOGRAMS_WITH_START ->
          withStart(in, type, fromMillis, sink);
      // Series and deletions are known; exemplars, metadata and marks have no samples.
      default -> {}
    }
  }

  private void first(RecordCursor in, int type, long fromMillis, SampleSink sink)
      throws IOException {
    long firstSeries = in.int64();
    long firstTime = in.int64();
    while (in.hasMore()) {
      long series = firstSeries + in.varint();
      sample(in, type, series, firstTime + in.varint(), fromMillis, sink);
    }
  }

  private void withStart(RecordCursor in, int type, long fromMillis, SampleSink sink)
      throws IOException {
    long series = 0;
    long firstTime = 0;
    boolean begun = false;
    while (in.hasMore()) {
      series += in.varint();
      long time = firstTime + in.varint();
      if (!begun) {
        firstTime = time;
        in.varint();
        begun = true;
      } else if (in.int8() > SAME_START) {
        in.varint();
      }
      sample(in, type, series, time, fromMillis, sink);
    }
  }

  private void sample(
      RecordCursor in, int type, long series, long time, long fromMillis, SampleSink sink)
      throws IOException {
    boolean isFloat = type == SAMPLES || type == SAMPLES_WITH_START;
    boolean whole =
        type == HISTOGRAMS || type == CUSTOM_HISTOGRAMS || type == HISTOGRAMS_WITH_START;
    double value = isFloat ? in.float64() : 0;
    FloatHistogram histogram = isFloat ? null : HistogramRecord.read(in, whole);
    LabelSet known = labels.get(series);
    // Prometheus passes over samples of unknown series too: a checkpoint has dropped them.
    if (known == null || time < fromMillis || tombstones.cover(series, time)) {
      return;
    }
    if (histogram == null) {
      sink.value(known, time, value);
    } else {
      sink.histogram(known, time, histogram);
    }
  }
}
