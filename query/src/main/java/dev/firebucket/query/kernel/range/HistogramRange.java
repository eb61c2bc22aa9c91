package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.HistogramMean;
import dev.firebucket.query.histogram.HistogramSum;
import dev.firebucket.query.histogram.HistogramTotal;
import dev.firebucket.query.histogram.Remarks;
import java.util.List;

/// The range functions of a series that has histograms among its samples.
final class HistogramRange {
  private HistogramRange() {}

  static WindowFunction of(
      RangeKernel kernel, Samples samples, List<Grid> parameters, Remarks remarks) {
    return switch (kernel.function()) {
      case RATE -> rate(kernel, true, true, samples, remarks);
      case INCREASE -> rate(kernel, true, false, samples, remarks);
      case DELTA -> rate(kernel, false, false, samples, remarks);
      case IRATE -> new HistogramInstantRate(true, kernel.knowsStarts(samples), remarks);
      case IDELTA -> new HistogramInstantRate(false, false, remarks);
      case SUM_OVER_TIME -> total(kernel, HistogramSum::new, samples, remarks);
      case AVG_OVER_TIME -> total(kernel, HistogramMean::new, samples, remarks);
      case CHANGES -> kernel.transitions(samples, HistogramTransitions::isChange);
      case RESETS ->
          kernel.transitions(
              samples,
              kernel.knowsStarts(samples)
                  ? HistogramTransitions::isResetOrStart
                  : HistogramTransitions::isReset);
      case LAST_OVER_TIME ->
          (window, step, time, parameter, out) -> out.copy(samples, window.to() - 1, step);
      case FIRST_OVER_TIME ->
          (window, step, time, parameter, out) -> out.copy(samples, window.from(), step);
      case COUNT_OVER_TIME, PRESENT_OVER_TIME, TS_OF_FIRST_OVER_TIME, TS_OF_LAST_OVER_TIME ->
          kernel.functionOver(samples, parameters, remarks);
      case DERIV,
          PREDICT_LINEAR,
          MIN_OVER_TIME,
          MAX_OVER_TIME,
          STDDEV_OVER_TIME,
          STDVAR_OVER_TIME,
          TS_OF_MIN_OVER_TIME,
          TS_OF_MAX_OVER_TIME,
          MAD_OVER_TIME,
          DOUBLE_EXPONENTIAL_SMOOTHING,
          QUANTILE_OVER_TIME -> {
        Samples floats = samples.floats();
        yield new FloatsOfWindow(floats, kernel.functionOver(floats, parameters, remarks), remarks);
      }
    };
  }

  private static WindowFunction rate(
      RangeKernel kernel, boolean counter, boolean perSecond, Samples samples, Remarks remarks) {
    Extrapolation extrapolation = kernel.extrapolation(counter, perSecond);
    WindowFunction ofHistograms =
        kernel.reach().isExtended()
            ? new ExtendedHistogramRate(kernel.reach(), extrapolation, remarks)
            : new HistogramRate(extrapolation, counter && kernel.knowsStarts(samples), remarks);
    return byKind(kernel, ofHistograms, samples, remarks);
  }

  private static WindowFunction total(
      RangeKernel kernel, HistogramTotal.Beginning beginning, Samples samples, Remarks remarks) {
    return byKind(kernel, new HistogramTotalOverTime(beginning, remarks), samples, remarks);
  }

  private static WindowFunction byKind(
      RangeKernel kernel, WindowFunction ofHistograms, Samples samples, Remarks remarks) {
    Samples floats = samples.floats();
    return new WindowByKind(
        floats, kernel.functionOver(floats, List.of(), remarks), ofHistograms, remarks);
  }
}
