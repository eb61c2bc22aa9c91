package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.range.InstantKernel;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.kernel.range.SmoothedKernel;
import dev.firebucket.query.plan.SeriesSelector;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.query.time.WindowReach;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// A relation that Java fills before the SQL runs, and lends to it as `grids(n)`.
public sealed interface Source {
  /// What it is filled with, wherever it stands in the text: two that are equal here are filled
  /// once.
  default Source anywhere() {
    return this;
  }

  /// What it is, in a few words.
  default String described() {
    return switch (this) {
      case RangeScan scan -> scan.kernel().function().promqlName() + " " + scan.selector();
      case Scan scan -> scan.selector().toString();
      case Constant constant -> "a number";
      case Times times -> "the times of the steps";
      case Begun begun -> "groups begun in shards";
    };
  }

  /// A relation filled from stored samples in `(fromMillis, toMillis]`.
  sealed interface Scan extends Source {
    SeriesSelector selector();

    /// The time before the first sample that is needed.
    long fromMillis();

    /// The time of the last sample that is needed.
    long toMillis();

    /// The times of the values.
    Steps steps();

    /// Whether it must be known since when samples count: a column more to read.
    default boolean startTimestamps() {
      return false;
    }
  }

  /// The newest sample at each step.
  record InstantScan(SeriesSelector selector, InstantKernel kernel) implements Scan {
    @Override
    public Steps steps() {
      return kernel.steps();
    }

    @Override
    public Source anywhere() {
      return new InstantScan(selector.anywhere(), kernel);
    }

    @Override
    public boolean startTimestamps() {
      return kernel.reading() == SampleReading.START;
    }

    @Override
    public long fromMillis() {
      return kernel.reference().first(kernel.steps()) - kernel.lookbackMillis();
    }

    @Override
    public long toMillis() {
      return kernel.reference().last(kernel.steps());
    }
  }

  /// A range function of samples.
  ///
  /// @param parameters the scalars that the function takes
  /// @param range place of the argument that annotations speak of
  record RangeScan(
      SeriesSelector selector, RangeKernel kernel, List<Double> parameters, SourceRange range)
      implements Scan {
    public RangeScan {
      parameters = List.copyOf(parameters);
    }

    @Override
    public Steps steps() {
      return kernel.steps();
    }

    @Override
    public Source anywhere() {
      return new RangeScan(selector.anywhere(), kernel, parameters, SourceRange.NOWHERE);
    }

    @Override
    public long fromMillis() {
      return kernel.reference().first(kernel.steps())
          - kernel.windowMillis()
          - kernel.reach().beforeMillis();
    }

    @Override
    public long toMillis() {
      return kernel.reference().last(kernel.steps()) + kernel.reach().afterMillis();
    }

    @Override
    public boolean startTimestamps() {
      return kernel.startTimestamps();
    }
  }

  /// The samples themselves, without stale markers; the column `grid` holds their handles.
  record SamplesScan(
      SeriesSelector selector,
      long windowMillis,
      WindowReach reach,
      ReferenceTime reference,
      Steps steps)
      implements Scan {
    @Override
    public Source anywhere() {
      return new SamplesScan(selector.anywhere(), windowMillis, reach, reference, steps);
    }

    @Override
    public long fromMillis() {
      return reference.first(steps) - windowMillis - reach.beforeMillis();
    }

    @Override
    public long toMillis() {
      return reference.last(steps) + reach.afterMillis();
    }
  }

  /// The values on the lines between samples.
  ///
  /// @param range place of the selector, of which annotations speak
  record SmoothedScan(SeriesSelector selector, SmoothedKernel kernel, SourceRange range)
      implements Scan {
    @Override
    public Steps steps() {
      return kernel.steps();
    }

    @Override
    public Source anywhere() {
      return new SmoothedScan(selector.anywhere(), kernel, SourceRange.NOWHERE);
    }

    @Override
    public long fromMillis() {
      return kernel.reference().first(kernel.steps()) - kernel.lookbackMillis();
    }

    @Override
    public long toMillis() {
      return kernel.reference().last(kernel.steps()) + kernel.lookbackMillis();
    }
  }

  /// One row: a number at every step.
  ///
  /// @param labels of the row
  record Constant(LabelSet labels, double value, Steps steps) implements Source {}

  /// The groups of an aggregation that was begun in shards.
  ///
  /// @param fragment its place in [LoweredQuery#fragments]
  record Begun(int fragment) implements Source {}

  /// One row without labels: the time of each step in seconds.
  record Times(Steps steps) implements Source {}
}
