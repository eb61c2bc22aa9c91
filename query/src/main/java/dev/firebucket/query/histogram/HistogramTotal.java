package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// Histograms being added up, one after another, the first of them given at the start.
public sealed interface HistogramTotal permits HistogramSum, HistogramMean {
  /// Begins with the first of them.
  @FunctionalInterface
  interface Beginning {
    HistogramTotal with(FloatHistogram first);
  }

  /// Adds another one.
  ///
  /// @return false when one of them has custom bounds and the other one has not: there is no answer
  boolean add(FloatHistogram histogram);

  /// Whether custom bounds differed.
  boolean reconciled();

  /// Whether some of them began after a reset and others did not.
  boolean resetsCollide();

  /// The answer; to be asked for once.
  WorkingHistogram result();
}
