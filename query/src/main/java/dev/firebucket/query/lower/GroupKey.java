package dev.firebucket.query.lower;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// The labels of the group that a series is in: [Terms#group] where no SQL runs.
///
/// @param keep whether the labels are those to keep, else those to drop
/// @param labels their names
/// @param unnamed whether a metric name, type and unit among the series' labels no longer count
public record GroupKey(boolean keep, List<String> labels, boolean unnamed) {
  public GroupKey {
    labels = List.copyOf(labels);
  }

  static GroupKey of(Vector vector, boolean keep, List<String> labels) {
    return new GroupKey(keep, labels, vector.name() == MetricName.TO_DROP);
  }

  public LabelSet of(LabelSet series) {
    if (keep) {
      return series.keeping(unnamed ? Terms.withoutMetadata(labels) : labels);
    }
    return (unnamed ? series.withoutMetadata() : series).without(Terms.withName(labels));
  }
}
