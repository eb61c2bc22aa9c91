package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.result.Annotations;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.query.result.Points;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A range query in slices of its time, for one whose single series are too much to hold. Steps do
/// not know of each other: the answers of slices are laid one behind the other.
///
/// @param evaluator over the snapshot of the whole query
record SlicedQuery(Evaluator evaluator, BoundQuery query, QueryLimits limits, CostLog costs) {

  /// @param slices how many; no more than steps
  QueryResult evaluate(int slices) {
    Map<LabelSet, List<Points>> series = new TreeMap<>();
    Annotations annotations = new Annotations();
    for (Steps slice : slices(query.plan().steps(), slices)) {
      QueryLimits held = limits.part();
      MatrixResult part =
          (MatrixResult) evaluator.evaluate(slice(slice, annotations), false, held, costs);
      held.giveBack();
      for (MatrixSeries one : part.series()) {
        limits.hold(one.points().size());
        series.computeIfAbsent(one.labels(), _ -> new ArrayList<>()).add(one.points());
      }
    }
    return new MatrixResult(
        series.entrySet().stream()
            .map(one -> new MatrixSeries(one.getKey(), new Points.Joined(one.getValue())))
            .toList(),
        annotations.warnings(query.text()),
        annotations.infos(query.text()));
  }

  /// The query at some of its steps, with its annotations told to those of the whole.
  private BoundQuery slice(Steps steps, Annotations annotations) {
    BoundQuery slice = query.atSteps().apply(steps);
    return new BoundQuery(
        slice.text(),
        slice.plan(),
        slice.options(),
        slice.atSteps(),
        (answer, rows) -> {
          annotations.addAll(answer.arena().annotations());
          return slice.answer().read(answer, rows);
        });
  }

  /// Equal slices, but for the last one.
  private static List<Steps> slices(Steps steps, int slices) {
    int most = Math.ceilDiv(steps.count(), slices);
    List<Steps> parts = new ArrayList<>(slices);
    for (int from = 0; from < steps.count(); from += most) {
      parts.add(
          new Steps(steps.time(from), steps.stepMillis(), Math.min(most, steps.count() - from)));
    }
    return parts;
  }
}
