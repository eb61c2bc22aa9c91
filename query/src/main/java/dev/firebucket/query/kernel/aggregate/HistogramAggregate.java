package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.histogram.HistogramTotal;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum` and `avg` of a group that has histograms: at a step that has both floats and histograms
/// there is no answer.
final class HistogramAggregate {
  private final List<Grid> grids;
  private final HistogramTotal.Beginning beginning;
  private final GroupRemarks remarks;

  private HistogramAggregate(
      List<Grid> grids, HistogramTotal.Beginning beginning, GroupRemarks remarks) {
    this.grids = grids;
    this.beginning = beginning;
    this.remarks = remarks;
  }

  /// @param floats the answer of the numbers alone
  /// @param beginning of the sum or the mean
  static Grid of(
      List<Grid> grids, Grid floats, HistogramTotal.Beginning beginning, GroupRemarks remarks) {
    HistogramAggregate aggregate = new HistogramAggregate(grids, beginning, remarks);
    GridBuilder out = new GridBuilder(floats.steps());
    for (int step = 0; step < floats.size(); step++) {
      if (aggregate.anyHistogram(step)) {
        aggregate.evaluate(step, out);
      } else if (floats.isPresent(step)) {
        out.copy(floats, step);
      }
    }
    return out.build();
  }

  private boolean anyHistogram(int step) {
    for (Grid grid : grids) {
      if (grid.isHistogram(step)) {
        return true;
      }
    }
    return false;
  }

  private void evaluate(int step, GridBuilder out) {
    HistogramTotal total = null;
    boolean anyFloat = false;
    boolean incompatible = false;
    for (int i = 0; i < grids.size() && !incompatible; i++) {
      if (!grids.get(i).isPresent(step)) {
        continue;
      }
      FloatHistogram histogram = grids.get(i).histogram(step);
      if (histogram == null) {
        anyFloat = true;
      } else if (total == null) {
        // After a float nothing is added up: this step has no answer.
        total = anyFloat ? null : beginning.with(histogram);
        anyFloat |= total == null;
      } else if (!total.add(histogram)) {
        remarks.incompatible().set(i);
        incompatible = true;
      }
    }
    finish(step, total, anyFloat, incompatible, out);
  }

  private void finish(
      int step,
      @Nullable HistogramTotal total,
      boolean anyFloat,
      boolean incompatible,
      GridBuilder out) {
    if (anyFloat) {
      remarks.add(Remark.MIXED_IN_AGGREGATION);
    }
    if (total == null) {
      return;
    }
    boolean answered = !anyFloat && !incompatible;
    remarks.remarks().addOfAggregation(answered && total.resetsCollide(), total.reconciled());
    if (answered) {
      out.set(step, total.result().compact().finish());
    }
  }
}
