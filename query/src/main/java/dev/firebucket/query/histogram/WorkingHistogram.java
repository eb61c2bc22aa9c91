package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A histogram that is being computed: sums, differences, multiples (`FloatHistogram` in Prometheus
/// `model/histogram/float_histogram.go`).
///
/// Two histograms that differ in resolution or in the width of the zero bucket are brought to the
/// coarser of both; two that differ in custom bounds to the bounds that both have. Sums may be
/// compensated ([#addCompensated], then [#settle]), so that what rounding loses is not lost.
///
/// Not for use by several threads.
public final class WorkingHistogram {
  /// What came up when two histograms were added or subtracted.
  public enum Finding {
    /// One of them began after a counter reset, the other one did not.
    RESET_COLLISION,
    /// Their custom bounds differed.
    RECONCILED_BOUNDS,
    /// One has custom bounds, the other one a standard schema: nothing was added.
    INCOMPATIBLE
  }

  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private double count;
  private double sum;
  private final Buckets positive;
  private final Buckets negative;
  private double[] customBounds;
  private ResetHint hint;
  private @Nullable Losses losses;

  private WorkingHistogram(
      FloatHistogram histogram, Buckets positive, Buckets negative, ResetHint hint) {
    this.schema = histogram.schema();
    this.zeroThreshold = histogram.zeroThreshold();
    this.zeroCount = histogram.zeroCount();
    this.count = histogram.count();
    this.sum = histogram.sum();
    this.positive = positive;
    this.negative = negative;
    this.customBounds = histogram.customBounds();
    this.hint = hint;
  }

  private WorkingHistogram(WorkingHistogram other) {
    schema = other.schema;
    zeroThreshold = other.zeroThreshold;
    zeroCount = other.zeroCount;
    count = other.count;
    sum = other.sum;
    positive = other.positive.copy();
    negative = other.negative.copy();
    customBounds = other.customBounds;
    hint = other.hint;
    Losses kept = other.losses;
    losses = kept == null ? null : kept.copy();
  }

  /// Begins with a histogram.
  public static WorkingHistogram of(FloatHistogram histogram) {
    return new WorkingHistogram(
        histogram,
        Buckets.of(histogram.positiveSpans(), histogram.positiveBuckets()),
        Buckets.of(histogram.negativeSpans(), histogram.negativeBuckets()),
        histogram.resetHint());
  }

  /// Begins with nothing observed, in the schema of another.
  public static WorkingHistogram emptyLike(FloatHistogram other) {
    WorkingHistogram empty =
        new WorkingHistogram(other, Buckets.none(), Buckets.none(), ResetHint.UNKNOWN);
    empty.zeroThreshold = 0;
    empty.zeroCount = 0;
    empty.count = 0;
    empty.sum = 0;
    return empty;
  }

  public WorkingHistogram copy() {
    return new WorkingHistogram(this);
  }

  public double count() {
    return count;
  }

  boolean usesCustomBuckets() {
    return schema == FloatHistogram.CUSTOM_BUCKETS;
  }

  int schema() {
    return schema;
  }

  double zeroThreshold() {
    return zeroThreshold;
  }

  double zeroCount() {
    return zeroCount;
  }

  Buckets positive() {
    return positive;
  }

  Buckets negative() {
    return negative;
  }

  /// What the zero bucket has lost to rounding.
  double lostZeroCount() {
    Losses kept = losses;
    return kept == null ? 0 : kept.zeroCount;
  }

  void widenZeroBucket(double threshold, double observations, double lost) {
    zeroThreshold = threshold;
    zeroCount = observations;
    Losses kept = losses;
    if (kept != null) {
      kept.zeroCount = lost;
    }
  }

  public WorkingHistogram withHint(ResetHint changed) {
    hint = changed;
    return this;
  }

  /// Brings it to a coarser standard schema; the hint is then not known.
  public WorkingHistogram coarsened(int target) {
    if (target < schema) {
      reduce(target);
      hint = ResetHint.UNKNOWN;
    }
    return this;
  }

  private void reduce(int target) {
    positive.reduce(schema, target);
    negative.reduce(schema, target);
    schema = target;
  }

  /// Multiplies all that was observed; by a negative number it becomes a gauge.
  public WorkingHistogram multiply(double factor) {
    zeroCount *= factor;
    count *= factor;
    sum *= factor;
    positive.multiply(factor);
    negative.multiply(factor);
    if (factor < 0) {
      hint = ResetHint.GAUGE;
    }
    return this;
  }

  /// Divides all that was observed; by 0 the buckets vanish.
  public WorkingHistogram divide(double divisor) {
    zeroCount /= divisor;
    count /= divisor;
    sum /= divisor;
    if (divisor == 0) {
      positive.become(Buckets.none());
      negative.become(Buckets.none());
      return this;
    }
    positive.divide(divisor);
    negative.divide(divisor);
    if (divisor < 0) {
      hint = ResetHint.GAUGE;
    }
    return this;
  }

  /// Multiplies what was lost to rounding.
  public void multiplyLost(double factor) {
    Losses kept = losses;
    if (kept != null) {
      kept.multiply(factor);
      positive.multiplyLost(factor);
      negative.multiplyLost(factor);
    }
  }

  /// Divides what was lost to rounding.
  public void divideLost(double divisor) {
    Losses kept = losses;
    if (kept != null) {
      kept.divide(divisor);
      positive.divideLost(divisor);
      negative.divideLost(divisor);
    }
  }

  /// Adds a histogram.
  ///
  /// @return what came up; nothing was added where they were incompatible
  public Set<Finding> add(FloatHistogram other) {
    return combine(of(other), 1);
  }

  /// Subtracts a histogram.
  ///
  /// @return what came up; nothing was subtracted where they were incompatible
  public Set<Finding> subtract(FloatHistogram other) {
    return combine(of(other), -1);
  }

  /// Subtracts a histogram that is left as it is.
  public Set<Finding> subtract(WorkingHistogram other) {
    return combine(other.copy(), -1);
  }

  /// Adds a histogram that is left as it is.
  public Set<Finding> add(WorkingHistogram other) {
    return combine(other.copy(), 1);
  }

  /// Adds a histogram and keeps what rounding loses, to be paid back by [#settle].
  ///
  /// @param other is of no use afterwards
  /// @return what came up; nothing was added where they were incompatible
  public Set<Finding> addCompensated(WorkingHistogram other) {
    if (other.usesCustomBuckets() != usesCustomBuckets()) {
      return EnumSet.of(Finding.INCOMPATIBLE);
    }
    if (losses == null) {
      losses = new Losses();
      positive.compensate();
      negative.compensate();
    }
    other.positive.compensate();
    other.negative.compensate();
    return combine(other, 1);
  }

  private Set<Finding> combine(WorkingHistogram other, int sign) {
    if (other.usesCustomBuckets() != usesCustomBuckets()) {
      return EnumSet.of(Finding.INCOMPATIBLE);
    }
    EnumSet<Finding> findings = EnumSet.noneOf(Finding.class);
    if (adjustHint(other.hint)) {
      findings.add(Finding.RESET_COLLISION);
    }
    if (!usesCustomBuckets()) {
      ZeroBucket.Observations zero = ZeroBucket.reconcile(this, other);
      addZeroCount(zero.count() * sign);
      if (losses != null) {
        addZeroCount(zero.lost() * sign);
      }
    }
    addTotals(other.count * sign, other.sum * sign);
    if (!usesCustomBuckets()) {
      bringToOneSchema(other);
      positive.add(other.positive, firstOutside(other.positive), sign);
      negative.add(other.negative, firstOutside(other.negative), sign);
    } else if (CustomBounds.match(customBounds, other.customBounds)) {
      positive.add(other.positive, 0, sign);
    } else {
      double[] common = CustomBounds.intersection(customBounds, other.customBounds);
      positive.become(
          CustomBounds.add(
              positive, customBounds, other.positive, other.customBounds, sign, common));
      if (losses == null) {
        positive.forgetLost();
      }
      customBounds = common;
      findings.add(Finding.RECONCILED_BOUNDS);
    }
    return findings;
  }

  private void bringToOneSchema(WorkingHistogram other) {
    if (other.schema < schema) {
      reduce(other.schema);
    } else if (other.schema > schema) {
      other.reduce(schema);
    }
  }

  /// Buckets that end within the zero bucket are part of its count already.
  private int firstOutside(Buckets buckets) {
    int first = 0;
    while (first < buckets.size()
        && BucketBounds.exponential(buckets.index(first), schema) <= zeroThreshold) {
      first++;
    }
    return first;
  }

  private void addZeroCount(double added) {
    double total = zeroCount + added;
    Losses kept = losses;
    if (kept != null) {
      kept.zeroCount = Kahan.lost(added, zeroCount, total, kept.zeroCount);
    }
    zeroCount = total;
  }

  private void addTotals(double addedCount, double addedSum) {
    double totalCount = count + addedCount;
    double totalSum = sum + addedSum;
    Losses kept = losses;
    if (kept != null) {
      kept.count = Kahan.lost(addedCount, count, totalCount, kept.count);
      kept.sum = Kahan.lost(addedSum, sum, totalSum, kept.sum);
    }
    count = totalCount;
    sum = totalSum;
  }

  /// Pays back what rounding has lost.
  public WorkingHistogram settle() {
    Losses kept = losses;
    if (kept == null) {
      return this;
    }
    zeroCount += kept.zeroCount;
    count += kept.count;
    sum += kept.sum;
    boolean custom = usesCustomBuckets();
    positive.settle(custom ? 0 : firstOutside(positive));
    negative.settle(custom ? 0 : firstOutside(negative));
    losses = null;
    return this;
  }

  /// Adding to a gauge gives a gauge, adding what is not known something that is not known.
  ///
  /// @return whether one began after a reset and the other one did not
  private boolean adjustHint(ResetHint other) {
    if (other == hint || hint == ResetHint.GAUGE) {
      return false;
    }
    if (other == ResetHint.GAUGE) {
      hint = ResetHint.GAUGE;
      return false;
    }
    boolean collision = hint != ResetHint.UNKNOWN && other != ResetHint.UNKNOWN;
    hint = ResetHint.UNKNOWN;
    return collision;
  }

  /// Whether anything has grown beyond the greatest double.
  public boolean hasOverflow() {
    if (Double.isInfinite(zeroCount) || Double.isInfinite(count) || Double.isInfinite(sum)) {
      return true;
    }
    return positive.hasInfinity() || negative.hasInfinity();
  }

  /// Removes empty buckets.
  public WorkingHistogram compact() {
    positive.compact();
    negative.compact();
    return this;
  }

  /// What has come out.
  public FloatHistogram finish() {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.spans(),
        positive.counts(),
        negative.spans(),
        negative.counts(),
        customBounds,
        hint);
  }

  void total(double observations, double sumOfThem) {
    count = observations;
    sum = sumOfThem;
  }

  void zeroCount(double observations) {
    zeroCount = observations;
  }
}
