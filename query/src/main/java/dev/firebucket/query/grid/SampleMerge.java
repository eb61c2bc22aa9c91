package dev.firebucket.query.grid;

import dev.firebucket.storage.model.FloatHistogram;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts samples of one series together that lie in several files: mostly one after another, at
/// times overlapping.
final class SampleMerge {
  private final List<Samples> parts;
  private final long[] times;
  private final double[] values;
  private final FloatHistogram @Nullable [] histograms;
  private final long @Nullable [] startTimestamps;
  private int size;

  /// @param capacity samples of all parts
  SampleMerge(List<Samples> parts, int capacity) {
    this.parts = parts;
    this.times = new long[capacity];
    this.values = new double[capacity];
    this.histograms =
        parts.stream().anyMatch(Samples::hasHistograms) ? new FloatHistogram[capacity] : null;
    this.startTimestamps =
        parts.stream().anyMatch(Samples::hasStartTimestamps) ? new long[capacity] : null;
  }

  Samples merged() {
    List<Samples> inTurn =
        parts.stream()
            .filter(part -> part.size() > 0)
            .sorted(Comparator.comparingLong(part -> part.time(0)))
            .toList();
    if (isOneAfterAnother(inTurn)) {
      for (Samples part : inTurn) {
        for (int i = 0; i < part.size(); i++) {
          append(part, i);
        }
      }
    } else {
      interleave();
    }
    return new Samples(times, values, histograms, startTimestamps, 0, size);
  }

  private static boolean isOneAfterAnother(List<Samples> inTurn) {
    for (int i = 1; i < inTurn.size(); i++) {
      Samples before = inTurn.get(i - 1);
      if (before.time(before.size() - 1) >= inTurn.get(i).time(0)) {
        return false;
      }
    }
    return true;
  }

  /// The least time of all parts in turn; where several have it, the last part's sample is taken.
  private void interleave() {
    int[] next = new int[parts.size()];
    while (true) {
      long time = Long.MAX_VALUE;
      int from = -1;
      for (int i = 0; i < next.length; i++) {
        if (next[i] < parts.get(i).size() && parts.get(i).time(next[i]) <= time) {
          time = parts.get(i).time(next[i]);
          from = i;
        }
      }
      if (from < 0) {
        return;
      }
      append(parts.get(from), next[from]);
      for (int i = 0; i < next.length; i++) {
        if (next[i] < parts.get(i).size() && parts.get(i).time(next[i]) == time) {
          next[i]++;
        }
      }
    }
  }

  private void append(Samples part, int index) {
    times[size] = part.time(index);
    values[size] = part.value(index);
    if (histograms != null) {
      histograms[size] = part.histogram(index);
    }
    if (startTimestamps != null) {
      startTimestamps[size] = part.startTimestamp(index);
    }
    size++;
  }
}
