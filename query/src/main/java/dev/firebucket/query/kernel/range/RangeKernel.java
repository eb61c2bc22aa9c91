package dev.firebucket.query.kernel.range;

import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.query.time.WindowReach;
import java.util.List;

/// Fills the grid of a range function: one pass over a series' samples, two pointers.
///
/// @param function which
/// @param windowMillis length of the window
/// @param reach how far it looks beyond the window
/// @param reference where the window ends
/// @param steps of the grid
/// @param startTimestamps whether it counts since when samples count
public record RangeKernel(
    RangeFunction function,
    long windowMillis,
    WindowReach reach,
    ReferenceTime reference,
    Steps steps,
    boolean startTimestamps) {

  /// A kernel of a window that ends where it ends.
  public RangeKernel(
      RangeFunction function, long windowMillis, ReferenceTime reference, Steps steps) {
    this(function, windowMillis, WindowReach.NONE, reference, steps, false);
  }

  /// The grid of one series.
  ///
  /// @param samples stale markers among them are passed over
  /// @param parameters the scalars that the function takes
  /// @param remarks collects annotations about histograms among them
  public Grid apply(Samples samples, List<Grid> parameters, Remarks remarks) {
    Samples fresh = samples.withoutStaleMarkers();
    WindowFunction evaluation =
        fresh.hasHistograms()
            ? HistogramRange.of(this, fresh, parameters, remarks)
            : functionOver(fresh, parameters, remarks);
    Grid parameter = parameters.isEmpty() ? null : parameters.getFirst();
    SampleWindow window = new SampleWindow(fresh);
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      long time = steps.time(step);
      long end = reference.at(time);
      window.moveTo(end - windowMillis - reach.beforeMillis(), end + reach.afterMillis());
      if (window.size() > 0) {
        evaluation.evaluate(window, step, time, WindowFunction.parameterAt(parameter, step), out);
      }
    }
    return out.build();
  }

  /// The function of floats.
  WindowFunction functionOver(Samples samples, List<Grid> parameters, Remarks remarks) {
    return switch (function) {
      case RATE -> rate(samples, extrapolation(true, true), remarks);
      case INCREASE -> rate(samples, extrapolation(true, false), remarks);
      case DELTA -> rate(samples, extrapolation(false, false), remarks);
      case IRATE -> new InstantRate(true, knowsStarts(samples));
      case IDELTA -> new InstantRate(false, false);
      case DERIV -> new LinearRegression(false);
      case PREDICT_LINEAR -> new LinearRegression(true);
      case CHANGES -> transitions(samples, Transitions::isChange);
      case RESETS ->
          transitions(
              samples, knowsStarts(samples) ? Transitions::isResetOrStart : Transitions::isReset);
      case AVG_OVER_TIME -> WindowFunction.of(AverageOverTime::evaluate);
      case MIN_OVER_TIME -> new ExtremeOverTime(false);
      case MAX_OVER_TIME -> new ExtremeOverTime(true);
      case SUM_OVER_TIME -> WindowFunction.of(SumOverTime::evaluate);
      case COUNT_OVER_TIME -> WindowFunction.of((all, from, to) -> to - from);
      case STDDEV_OVER_TIME ->
          WindowFunction.of((all, from, to) -> Math.sqrt(VarianceOverTime.evaluate(all, from, to)));
      case STDVAR_OVER_TIME -> WindowFunction.of(VarianceOverTime::evaluate);
      case FIRST_OVER_TIME -> WindowFunction.of((all, from, to) -> all.value(from));
      case LAST_OVER_TIME -> WindowFunction.of((all, from, to) -> all.value(to - 1));
      case PRESENT_OVER_TIME -> WindowFunction.of((all, from, to) -> 1);
      case TS_OF_FIRST_OVER_TIME -> WindowFunction.of(TimeOverTime::first);
      case TS_OF_LAST_OVER_TIME -> WindowFunction.of(TimeOverTime::last);
      case TS_OF_MIN_OVER_TIME -> WindowFunction.of(TimeOverTime::least);
      case TS_OF_MAX_OVER_TIME -> WindowFunction.of(TimeOverTime::greatest);
      case MAD_OVER_TIME -> new MedianAbsoluteDeviation();
      case DOUBLE_EXPONENTIAL_SMOOTHING -> new DoubleExponentialSmoothing(parameters);
      case QUANTILE_OVER_TIME -> new QuantileOverTime();
    };
  }

  private WindowFunction rate(Samples samples, Extrapolation extrapolation, Remarks remarks) {
    if (reach.isExtended()) {
      return new ExtendedRate(reach, extrapolation);
    }
    return extrapolation.counter() && knowsStarts(samples)
        ? new StartedRate(extrapolation, remarks)
        : new ExtrapolatedRate(samples, extrapolation);
  }

  /// Whether it is known since when any of the samples counts, and asked.
  boolean knowsStarts(Samples samples) {
    return startTimestamps && samples.hasStartTimestamps();
  }

  /// The function that counts transitions in the window.
  WindowFunction transitions(Samples samples, Transitions.Test test) {
    Transitions count = new Transitions(samples, test);
    return reach.isExtended() ? new AnchoredTransitions(reach, count) : WindowFunction.of(count);
  }

  Extrapolation extrapolation(boolean counter, boolean perSecond) {
    return new Extrapolation(windowMillis, counter, perSecond);
  }
}
