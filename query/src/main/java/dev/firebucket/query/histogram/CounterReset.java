package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.StaleMarker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a counter was reset between two histograms (`DetectReset`).
public final class CounterReset {
  private static final double[] NONE = {};

  private CounterReset() {}

  /// By the hint of the later one where it has one, else by looking: some count has fallen, the
  /// resolution has grown, or the zero bucket has shrunk.
  public static boolean between(FloatHistogram previous, FloatHistogram current) {
    return switch (current.resetHint()) {
      case RESET -> true;
      case NOT_RESET -> false;
      case UNKNOWN, GAUGE -> detect(previous, current);
    };
  }

  private static boolean detect(FloatHistogram previous, FloatHistogram current) {
    if (current.count() < previous.count()) {
      return true;
    }
    boolean custom = current.schema() == FloatHistogram.CUSTOM_BUCKETS;
    if (custom && previous.schema() != FloatHistogram.CUSTOM_BUCKETS) {
      return true;
    }
    if (haveOneLayout(previous, current)) {
      return current.zeroCount() < previous.zeroCount()
          || anyFallen(previous.positiveBuckets(), current.positiveBuckets())
          || anyFallen(previous.negativeBuckets(), current.negativeBuckets());
    }
    WorkingHistogram before = WorkingHistogram.of(previous);
    WorkingHistogram now = WorkingHistogram.of(current);
    if (custom) {
      return customBucketHasFallen(before, now, previous.customBounds(), current.customBounds());
    }
    if (current.schema() > previous.schema()
        || current.zeroThreshold() < previous.zeroThreshold()) {
      return true;
    }
    ZeroBucket.Observations zero = widened(previous, current);
    if (zero == null || current.zeroCount() < zero.count()) {
      return true;
    }
    // Custom buckets next to a standard schema: all standard schemas are greater.
    before.coarsened(current.schema());
    return bucketHasFallen(before.positive(), now.positive(), now)
        || bucketHasFallen(before.negative(), now.negative(), now);
  }

  /// Whether counts are at the same indexes, as they are in most series: then nothing need be
  /// brought together.
  private static boolean haveOneLayout(FloatHistogram previous, FloatHistogram current) {
    return previous.schema() == current.schema()
        && previous.zeroThreshold() == current.zeroThreshold()
        && firstEndsOutside(current)
        && previous.positiveSpans().equals(current.positiveSpans())
        && previous.negativeSpans().equals(current.negativeSpans())
        && CustomBounds.match(previous.customBounds(), current.customBounds());
  }

  /// Buckets that end within the zero bucket do not count: none does where the first ends outside.
  private static boolean firstEndsOutside(FloatHistogram histogram) {
    if (histogram.schema() == FloatHistogram.CUSTOM_BUCKETS) {
      return true;
    }
    return endsOutside(histogram, histogram.positiveSpans())
        && endsOutside(histogram, histogram.negativeSpans());
  }

  private static boolean endsOutside(FloatHistogram histogram, List<FloatHistogram.Span> spans) {
    return spans.isEmpty()
        || BucketBounds.exponential(spans.getFirst().offset(), histogram.schema())
            > histogram.zeroThreshold();
  }

  private static boolean anyFallen(double[] before, double[] now) {
    for (int i = 0; i < now.length; i++) {
      if (now[i] < before[i]) {
        return true;
      }
    }
    return false;
  }

  /// What the zero bucket of the earlier one would hold if it were as wide as that of the later;
  /// null where it would end inside a bucket that holds anything.
  private static ZeroBucket.@Nullable Observations widened(
      FloatHistogram previous, FloatHistogram current) {
    WorkingHistogram wide = WorkingHistogram.emptyLike(previous);
    wide.widenZeroBucket(current.zeroThreshold(), 0, 0);
    ZeroBucket.Observations zero = ZeroBucket.reconcile(wide, WorkingHistogram.of(previous));
    return wide.zeroThreshold() == current.zeroThreshold() ? zero : null;
  }

  private static boolean customBucketHasFallen(
      WorkingHistogram before, WorkingHistogram now, double[] boundsBefore, double[] boundsNow) {
    if (CustomBounds.match(boundsBefore, boundsNow)) {
      return bucketHasFallen(before.positive(), now.positive(), now);
    }
    double[] common = CustomBounds.intersection(boundsBefore, boundsNow);
    double[] countsBefore = CustomBounds.rolledUp(before.positive(), boundsBefore, common);
    double[] countsNow = CustomBounds.rolledUp(now.positive(), boundsNow, common);
    for (int i = 0; i < countsNow.length; i++) {
      if (countsNow[i] < countsBefore[i]) {
        return true;
      }
    }
    return false;
  }

  /// Of a standard schema, buckets that end within the zero bucket do not count.
  private static boolean bucketHasFallen(Buckets before, Buckets now, WorkingHistogram current) {
    int next = 0;
    boolean outside = current.usesCustomBuckets();
    for (int i = 0; i < before.size(); i++) {
      int index = before.index(i);
      outside =
          outside || BucketBounds.exponential(index, current.schema()) > current.zeroThreshold();
      if (!outside) {
        continue;
      }
      while (next < now.size() && now.index(next) < index) {
        next++;
      }
      boolean there = next < now.size() && now.index(next) == index;
      if (there ? now.count(next) < before.count(i) : before.count(i) != 0) {
        return true;
      }
    }
    return false;
  }

  /// What is known of a reset before a sample of a stored series, as Prometheus knows it when it
  /// reads its own chunks: within a chunk there is none, and a chunk ends where one may be, where
  /// the layout changes, or where something else stands between.
  ///
  /// @param before the histogram before it; null if there is none or it is a float
  public static FloatHistogram withHintAsStored(
      @Nullable FloatHistogram before, FloatHistogram histogram) {
    if (histogram.resetHint() == ResetHint.GAUGE) {
      return histogram;
    }
    boolean continues =
        before != null
            && histogram.resetHint() != ResetHint.RESET
            && before.resetHint() != ResetHint.GAUGE
            && continues(before, histogram);
    return histogram.withResetHint(continues ? ResetHint.NOT_RESET : ResetHint.UNKNOWN);
  }

  private static boolean continues(FloatHistogram before, FloatHistogram histogram) {
    if (StaleMarker.is(histogram.sum())) {
      return true;
    }
    return !StaleMarker.is(before.sum())
        && before.schema() == histogram.schema()
        && before.zeroThreshold() == histogram.zeroThreshold()
        && CustomBounds.match(before.customBounds(), histogram.customBounds())
        && !detect(before, histogram);
  }

  /// A histogram without its buckets, for what needs only count and sum: whether it began anew is
  /// looked up while the buckets are there.
  ///
  /// @param before the histogram before it; null where there is none
  public static FloatHistogram withoutBuckets(
      @Nullable FloatHistogram before, FloatHistogram histogram) {
    ResetHint hint = histogram.resetHint();
    if (hint == ResetHint.UNKNOWN && before != null && !StaleMarker.is(histogram.sum())) {
      hint = detect(before, histogram) ? ResetHint.RESET : ResetHint.NOT_RESET;
    }
    return new FloatHistogram(
        histogram.schema(),
        0,
        0,
        histogram.count(),
        histogram.sum(),
        List.of(),
        NONE,
        List.of(),
        NONE,
        NONE,
        hint);
  }
}
