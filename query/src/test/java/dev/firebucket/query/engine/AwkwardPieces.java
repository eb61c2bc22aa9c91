package dev.firebucket.query.engine;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.List;

/// Thirty hours of 56 series in the order in which they are written, an object each: NaN,
/// infinities, zeros of both signs, subnormal numbers, stale markers, native histograms of several
/// kinds, start timestamps; a day's end within; pieces that come late or twice.
///
/// @param pieces one for each object
/// @param lateFrom from this one on, all pieces are older than what was written before
record AwkwardPieces(List<SampleBatch> pieces, int lateFrom) {
  /// Two hours before midnight.
  static final long START = 1_795_384_800_000L;

  static final long STEP = 120_000;
  private static final int PIECES = 60;
  private static final int STEPS_OF_A_PIECE = 15;
  static final long END = START + PIECES * STEPS_OF_A_PIECE * STEP;

  private static final double[] ODD = {
    Double.NaN,
    StaleMarker.VALUE,
    -0.0,
    0.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -1e-310,
    Double.MAX_VALUE
  };

  /// @param first what the first series of a file begins with: NaN or a stale marker
  static AwkwardPieces startingWith(double first) {
    List<SampleBatch> pieces = new ArrayList<>();
    for (int i = 0; i < PIECES; i++) {
      if (i % 17 != 5) {
        pieces.add(piece(i, first));
      }
      if (i % 13 == 7) {
        pieces.add(piece(i, first));
      }
      if (i % 29 == 3) {
        pieces.add(corrected(i));
      }
    }
    int lateFrom = pieces.size();
    for (int i = 5; i < PIECES; i += 17) {
      pieces.add(piece(i, first));
    }
    pieces.add(corrected(4));
    pieces.add(corrected(40));
    return new AwkwardPieces(pieces, lateFrom);
  }

  private static SampleBatch piece(int index, double first) {
    SampleBatch batch = new SampleBatch();
    for (int step = index * STEPS_OF_A_PIECE; step < (index + 1) * STEPS_OF_A_PIECE; step++) {
      add(batch, step, first);
    }
    return batch;
  }

  private static void add(SampleBatch batch, int step, double first) {
    long time = START + step * STEP;
    batch.append(named("a_first", 0), time, first);
    for (int i = 0; i < 6; i++) {
      batch.append(named("quantile", i), time, Double.NaN);
      if (step % 40 <= 20 + i) {
        batch.append(named("gone", i), time, step % 40 == 20 + i ? StaleMarker.VALUE : step);
      }
    }
    for (int i = 0; i < 14; i++) {
      batch.append(named("odd", i), time, ODD[(step / 5 + i) % ODD.length]);
      batch.append(named("one_of", i), time, i < ODD.length ? ODD[i] : step + i);
    }
    for (int i = 0; i < 5; i++) {
      batch.series(named("native", i)).append(time, histogram(i, step), time - 3 * STEP);
      batch.series(named("counter_total", i)).append(time, step * 0.1, START - i * STEP);
      if ((step / 7 + i) % 2 == 0) {
        batch.append(named("mixed", i), time, ODD[(step + i) % ODD.length]);
      } else {
        batch.series(named("mixed", i)).append(time, histogram(i, step));
      }
    }
  }

  /// The last minutes of a piece once more: what was NaN is a marker and the other way round.
  private static SampleBatch corrected(int index) {
    SampleBatch batch = new SampleBatch();
    for (int step = (index + 1) * STEPS_OF_A_PIECE - 4; step % STEPS_OF_A_PIECE != 0; step++) {
      long time = START + step * STEP;
      batch.append(named("quantile", 1), time, StaleMarker.VALUE);
      batch.append(named("gone", 2), time, Double.NaN);
      batch.append(named("one_of", 1), time, Double.NaN);
      batch.append(named("one_of", 2), time, 0.0);
      batch.append(named("native", 3), time, StaleMarker.VALUE);
    }
    return batch;
  }

  private static FloatHistogram histogram(int kind, int step) {
    boolean custom = kind == 1;
    double sum =
        switch ((step / 3 + kind) % 6) {
          case 0 -> Double.NaN;
          case 1 -> kind > 2 ? StaleMarker.VALUE : -0.0;
          case 2 -> Double.POSITIVE_INFINITY;
          default -> step * 0.5;
        };
    return new FloatHistogram(
        custom ? FloatHistogram.CUSTOM_BUCKETS : kind - 1,
        custom ? 0 : 0.001,
        custom ? 0 : step % 5,
        6.0 + step + (custom ? 0 : step % 5),
        sum,
        List.of(new Span(custom ? 0 : -1, 2)),
        new double[] {step, 6},
        List.of(),
        new double[0],
        custom ? new double[] {0.5} : new double[0],
        kind == 4 ? ResetHint.GAUGE : ResetHint.UNKNOWN);
  }

  private static LabelSet named(String name, int index) {
    return LabelSet.of(LabelSet.NAME, name, "i", Integer.toString(index), "job", "odd");
  }
}
