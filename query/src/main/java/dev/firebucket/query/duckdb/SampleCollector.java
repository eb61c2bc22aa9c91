package dev.firebucket.query.duckdb;

import dev.firebucket.query.kernel.Samples;
import java.util.Arrays;

/// Gathers the rows of a scan into samples by series. Rows of a series come in runs, in order of
/// time within each file: most are appended without a look-up or a sort.
///
/// Not for use by several threads.
public final class SampleCollector {
  private static final int EMPTY = -1;

  private final long[] keys;
  private final int[] places;
  private final int mask;
  private final Column[] columns;
  private long lastKey;
  private int lastPlace = EMPTY;
  private boolean started;

  /// @param seriesIds the series to gather; rows of others are passed over
  public SampleCollector(long[] seriesIds) {
    int capacity = Integer.highestOneBit(Math.max(8, seriesIds.length * 2)) << 1;
    keys = new long[capacity];
    places = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(places, EMPTY);
    columns = new Column[seriesIds.length];
    for (int i = 0; i < seriesIds.length; i++) {
      columns[i] = new Column();
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
    int place = started && seriesId == lastKey ? lastPlace : find(seriesId);
    if (place == EMPTY) {
      return false;
    }
    columns[place].append(timeMillis, value);
    return true;
  }

  /// The samples of the series at a place of the constructor's list.
  public Samples samples(int place) {
    return columns[place].finish();
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

  /// The samples of one series in order of arrival.
  private static final class Column {
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int size;
    private boolean sorted = true;

    void append(long time, double value) {
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      sorted = sorted && (size == 0 || times[size - 1] < time);
      times[size] = time;
      values[size++] = value;
    }

    Samples finish() {
      if (!sorted) {
        sort();
        sorted = true;
      }
      return new Samples(times, values, size);
    }

    /// By time; of samples at one time the last to arrive stays.
    private void sort() {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
      long[] sortedTimes = new long[size];
      double[] sortedValues = new double[size];
      int kept = 0;
      for (int i = 0; i < size; i++) {
        int at = order[i];
        if (kept > 0 && sortedTimes[kept - 1] == times[at]) {
          kept--;
        }
        sortedTimes[kept] = times[at];
        sortedValues[kept++] = values[at];
      }
      times = sortedTimes;
      values = sortedValues;
      size = kept;
    }
  }
}
