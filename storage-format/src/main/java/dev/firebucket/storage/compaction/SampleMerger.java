package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.CompactedFile;
import dev.firebucket.storage.parquet.CompactedFileWriter;
import dev.firebucket.storage.parquet.RowGroupIndexWriter;
import dev.firebucket.storage.parquet.SampleColumns;
import dev.firebucket.storage.parquet.SeriesName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Merges sorted sources series by series, drops duplicates, and writes samples files of bounded
/// size with their series files. Of the sources it holds one row group each, of the output a few.
///
/// Rows are copied in runs: they are compared only within a series, and sorted only where its
/// sources overlap in time.
final class SampleMerger {
  private final Workshop workshop;
  private final ExecutorService encoders;
  private final int mostWaiting;
  private final MergeTarget target;
  private final long fromMillis;
  private final long toMillis;
  private final RowCut cut;
  private final MergeWatch watch;
  private final List<MergedFile> files = new ArrayList<>();
  private SampleColumns rows = new SampleColumns();
  private @Nullable OpenFile open;

  /// Whether the series at hand has rows in the output, and whether some may be cut.
  private boolean begun;

  private boolean cutting;
  private long taken;
  private long repeated;
  private long next = Long.MAX_VALUE;

  /// @param workshop where the files go
  /// @param encoders where row groups are encoded
  /// @param mostWaiting row groups that wait for them at once
  /// @param cut what is left out
  SampleMerger(
      Workshop workshop,
      ExecutorService encoders,
      int mostWaiting,
      MergeTarget target,
      RowCut cut,
      MergeWatch watch) {
    this.workshop = workshop;
    this.encoders = encoders;
    this.mostWaiting = mostWaiting;
    this.target = target;
    this.fromMillis = target.fromMillis();
    this.toMillis = target.toMillis();
    this.cut = cut;
    this.watch = watch;
  }

  private record OpenFile(Path samples, Path series, CompactedFileWriter writer) {}

  /// Merges the samples of the target's day.
  MergedDay merge(List<SourceCursor> cursors) throws IOException {
    try {
      SeriesQueue queue = new SeriesQueue(cursors);
      boolean ended = false;
      while (!ended) {
        WaitingSeries one = queue.next();
        if (one != null) {
          merge(one, queue);
          writeFullRowGroups();
        }
        ended = one == null || (watch.isTimeUp() && mayEndAfter(one.series(), queue.peek()));
        if (ended || (open != null && open.writer().size() >= target.fileBytes())) {
          endFile();
        }
      }
      return new MergedDay(files, taken, repeated, next, rests(cursors));
    } finally {
      cursors.forEach(SourceCursor::close);
      if (open != null) {
        open.writer().close();
      }
    }
  }

  /// Not between two series that share name and id.
  private static boolean mayEndAfter(SeriesName last, @Nullable SeriesName next) {
    return next == null || !last.key().equals(next.key());
  }

  private static List<RestOfSource> rests(List<SourceCursor> cursors) throws IOException {
    List<RestOfSource> rests = new ArrayList<>();
    for (SourceCursor cursor : cursors) {
      SeriesName series = cursor.series();
      if (series != null) {
        rests.add(new RestOfSource(cursor.source(), series.key(), cursor.taken()));
      }
    }
    return rests;
  }

  private void merge(WaitingSeries series, SeriesQueue queue) throws IOException {
    begun = false;
    cutting = cut.series().contains(series.series().key());
    WaitingSeries guess = null;
    for (SourceCursor cursor : series.inOrder()) {
      cursor.take((source, from, to) -> take(series.series(), source, from, to));
      guess = queue.enter(cursor, guess);
    }
    if (begun) {
      repeated += rows.endRun();
    }
  }

  /// Takes those of some rows of one series that lie in the day.
  private int take(SeriesName series, SampleColumns source, int from, int to) {
    int first = from;
    while (first < to && source.timestamp(first) < fromMillis) {
      first++;
    }
    int end = to;
    while (end > first && source.timestamp(end - 1) >= toMillis) {
      end--;
    }
    if (end < to) {
      next = Math.min(next, source.timestamp(end));
    }
    int cutFrom = cutting ? firstAt(source, first, end, cut.fromMillis()) : end;
    int cutTo = cutting ? firstBehind(source, cutFrom, end, cut.toMillis()) : end;
    append(series, source, first, cutFrom);
    append(series, source, cutTo, end);
    repeated += cutTo - cutFrom;
    taken += end - first;
    return end - first;
  }

  private void append(SeriesName series, SampleColumns source, int from, int to) {
    if (from == to) {
      return;
    }
    if (!begun) {
      rows.startRun(series);
      begun = true;
    }
    rows.append(source, from, to);
  }

  private static int firstAt(SampleColumns source, int from, int to, long millis) {
    int row = from;
    while (row < to && source.timestamp(row) < millis) {
      row++;
    }
    return row;
  }

  private static int firstBehind(SampleColumns source, int from, int to, long millis) {
    int row = from;
    while (row < to && source.timestamp(row) <= millis) {
      row++;
    }
    return row;
  }

  private void writeFullRowGroups() throws IOException {
    int most = rows.rowGroupRows();
    while (rows.rows() >= most) {
      writer().write(rows.takeFirst(most));
      watch.progress().accept(taken);
    }
  }

  private CompactedFileWriter writer() throws IOException {
    if (open == null) {
      Path samples = workshop.file("samples-" + target.day() + "-" + files.size() + ".parquet");
      Path series = workshop.file("series-" + target.day() + "-" + files.size() + ".parquet");
      open =
          new OpenFile(
              samples,
              series,
              CompactedFileWriter.open(samples, series, encoders, mostWaiting, target.level()));
    }
    return open.writer();
  }

  /// Between two series.
  private void endFile() throws IOException {
    if (rows.rows() > 0) {
      writer().write(rows.takeFirst(rows.rows()));
    }
    OpenFile ended = open;
    if (ended != null) {
      CompactedFile content;
      try (CompactedFileWriter writer = ended.writer()) {
        content = writer.finish();
      }
      open = null;
      long indexBytes = RowGroupIndexWriter.append(ended.samples(), ended.series());
      files.add(new MergedFile(ended.samples(), ended.series(), content, indexBytes));
    }
  }
}
