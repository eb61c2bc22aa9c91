package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.SeriesName;
import java.util.Arrays;

/// A series that comes next in some sources, and which.
final class WaitingSeries implements Comparable<WaitingSeries> {
  private final SeriesName series;
  private SourceCursor[] cursors = new SourceCursor[4];
  private int count;

  WaitingSeries(SeriesName series) {
    this.series = series;
  }

  SeriesName series() {
    return series;
  }

  void add(SourceCursor cursor) {
    if (count == cursors.length) {
      cursors = Arrays.copyOf(cursors, count * 2);
    }
    cursors[count++] = cursor;
  }

  /// Its sources in their order: later ones win.
  SourceCursor[] inOrder() {
    SourceCursor[] ordered = Arrays.copyOf(cursors, count);
    for (int i = 1; i < count; i++) {
      if (ordered[i - 1].place() > ordered[i].place()) {
        Arrays.sort(ordered, (a, b) -> Integer.compare(a.place(), b.place()));
        break;
      }
    }
    return ordered;
  }

  @Override
  public int compareTo(WaitingSeries other) {
    return series.compareTo(other.series);
  }
}
