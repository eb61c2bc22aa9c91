package dev.firebucket.query.duckdb;

import dev.firebucket.query.kernel.Samples;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Gathers the rows of a scan into samples by series. Rows of a series come in runs, in order of
/// time within each file: most are appended without a look-up or a sort.
///
/// Not for use by several threads.
public final class SampleCollector {
  private static final int EMPTY = -1;

  private final long[] seriesIds;
  private final long[] keys;
  private final int[] places;
  private final int mask;
  private final SampleColumn[] columns;
  private long lastKey;
  private int lastPlace = EMPTY;
  private boolean started;

  /// @param seriesIds the series to gather; rows of others are passed over
  public SampleCollector(long[] seriesIds) {
    this.seriesIds = seriesIds.clone();
    int capacity = Integer.highestOneBit(Math.max(8, seriesIds.length * 2)) << 1;
    keys = new long[capacity];
    places = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(places, EMPTY);
    columns = new SampleColumn[seriesIds.length];
    for (int i = 0; i < seriesIds.length; i++) {
      columns[i] = new SampleColumn();
      int slot = slot(seriesIds[i]);
      while (places[slot] != EMPTY) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = seriesIds[i];
      places[slot] = i;
    }
  }

  /// Takes a row.
  ///
  /// @return whether its series is one of those to gather
  boolean add(long seriesId, long timeMillis, double value) {
    int place = place(seriesId);
    if (place == EMPTY) {
      return false;
    }
    columns[place].append(timeMillis, value);
    return true;
  }

  /// Takes a row whose histogram comes later, by [#arrive].
  ///
  /// @return whether its series is one of those to gather
  boolean addAwaited(long seriesId, long timeMillis) {
    int place = place(seriesId);
    if (place == EMPTY) {
      return false;
    }
    columns[place].appendAwaited(timeMillis);
    return true;
  }

  /// Since when the row counts that was taken last.
  void startedAt(long millis) {
    columns[lastPlace].startedAt(millis);
  }

  /// The series of which histograms are awaited.
  long[] awaitedSeries() {
    return IntStream.range(0, columns.length)
        .filter(place -> columns[place].awaitsHistograms())
        .mapToLong(place -> seriesIds[place])
        .toArray();
  }

  /// Takes a histogram, of the series in the order in which its rows came.
  ///
  /// @return whether its series is one of those to gather
  boolean arrive(long seriesId, long timeMillis, FloatHistogram histogram) {
    int place = place(seriesId);
    if (place == EMPTY) {
      return false;
    }
    columns[place].arrive(timeMillis, histogram);
    return true;
  }

  /// Takes a histogram from before the scan began, which tells whether one after it begins anew.
  void arriveEarlier(long seriesId, long timeMillis, FloatHistogram histogram) {
    int place = place(seriesId);
    if (place != EMPTY) {
      columns[place].arriveEarlier(timeMillis, histogram);
    }
  }

  /// The samples of the series at a place of the constructor's list.
  public Samples samples(int place) {
    return columns[place].finish();
  }

  private int place(long seriesId) {
    return started && seriesId == lastKey ? lastPlace : find(seriesId);
  }

  private int find(long seriesId) {
    int slot = slot(seriesId);
    while (places[slot] != EMPTY && keys[slot] != seriesId) {
      slot = (slot + 1) & mask;
    }
    started = true;
    lastKey = seriesId;
    lastPlace = places[slot];
    return lastPlace;
  }

  private int slot(long seriesId) {
    return (int) ((seriesId * 0x9E3779B97F4A7C15L) >>> 32) & mask;
  }
}
