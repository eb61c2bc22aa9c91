package dev.firebucket.storage.parquet;

import java.util.Arrays;

/// The order of the rows of one series by time.
final class TimeOrder {
  private TimeOrder() {}

  /// The places of rows, counted from `from`, in order of time; of several at one time the last.
  static int[] of(long[] timestamps, int from, int to) {
    long first = timestamps[from];
    long last = first;
    for (int row = from + 1; row < to; row++) {
      first = Math.min(first, timestamps[row]);
      last = Math.max(last, timestamps[row]);
    }
    int count = to - from;
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    long span = last - first;
    // A day of milliseconds has 27 bits: time and place nearly always fit into one number.
    int[] order =
        span >= 0 && span >>> (Long.SIZE - 1 - placeBits) == 0
            ? byOneNumber(timestamps, from, count, first, placeBits)
            : byTime(timestamps, from, count);
    return lastOfEach(timestamps, from, order);
  }

  private static int[] byOneNumber(
      long[] timestamps, int from, int count, long first, int placeBits) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = (timestamps[from + i] - first) << placeBits | i;
    }
    Arrays.sort(keys);
    int[] order = new int[count];
    long mask = (1L << placeBits) - 1;
    for (int i = 0; i < count; i++) {
      order[i] = (int) (keys[i] & mask);
    }
    return order;
  }

  private static int[] byTime(long[] timestamps, int from, int count) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(timestamps[from + a], timestamps[from + b]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private static int[] lastOfEach(long[] timestamps, int from, int[] order) {
    int kept = 0;
    for (int i = 0; i < order.length; i++) {
      boolean repeated =
          i + 1 < order.length && timestamps[from + order[i]] == timestamps[from + order[i + 1]];
      if (!repeated) {
        order[kept++] = order[i];
      }
    }
    return Arrays.copyOf(order, kept);
  }
}
