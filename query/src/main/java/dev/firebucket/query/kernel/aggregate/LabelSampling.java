package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.Xxh64;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// `limit_ratio`: which series are in a share of all, by a hash of their labels, so that the same
/// series are chosen at each step and by each query (`HashRatioSampler` in `promql/engine.go`).
public final class LabelSampling {
  /// Lengths from here on take three bytes more.
  private static final int LONG = 255;

  private static final double HASHES = 0x1p64;

  private LabelSampling() {}

  /// The place of a series among all, in `[0, 1]`.
  public static double place(LabelSet labels) {
    return unsigned(hash(encoded(labels))) / HASHES;
  }

  /// XXH64 with seed 0, which Prometheus hashes labels with (`github.com/cespare/xxhash`).
  static long hash(byte[] bytes) {
    return Xxh64.hash(bytes);
  }

  /// A grid at the steps where its series is in the share.
  ///
  /// @param place of the series
  /// @param ratios the share at each step: from the start where it is positive, from the end where
  ///   it is negative, at most the whole
  public static Grid sample(Grid grid, double place, Grid ratios) {
    long[] selected = new long[(grid.size() + 63) >> 6];
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      if (isWithin(place, Math.clamp(ratios.value(step), -1.0, 1.0))) {
        selected[step >> 6] |= 1L << step;
      }
    }
    return grid.at(selected);
  }

  private static boolean isWithin(double place, double ratio) {
    return ratio >= 0 ? place < ratio : place >= 1 + ratio;
  }

  /// The bytes that Prometheus keeps of labels: each name and value behind its length.
  private static byte[] encoded(LabelSet labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    labels.forEach(
        (name, value) -> {
          write(name, bytes);
          write(value, bytes);
        });
    return bytes.toByteArray();
  }

  private static void write(String text, ByteArrayOutputStream out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < LONG) {
      out.write(utf8.length);
    } else {
      out.write(LONG);
      out.write(utf8.length);
      out.write(utf8.length >> 8);
      out.write(utf8.length >> 16);
    }
    out.writeBytes(utf8);
  }

  /// An unsigned number, rounded to the nearest double as Go does.
  private static double unsigned(long value) {
    return value >= 0 ? value : 2.0 * (value >>> 1 | (value & 1));
  }
}
