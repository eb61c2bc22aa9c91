package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.OptionalLong;

/// A series as scripts write it: `up{job="a"} 1 2+1x3 _ stale`.
///
/// @param values one a position
/// @param startOffsets from the time of each position to the start timestamp of its sample, in
///   milliseconds; no entries where no line `@st` stood before
record SeriesLine(LabelSet labels, List<ScriptValue> values, List<OptionalLong> startOffsets) {
  SeriesLine {
    values = List.copyOf(values);
    startOffsets = List.copyOf(startOffsets);
  }

  /// A series whose start timestamps are not known.
  SeriesLine(LabelSet labels, List<ScriptValue> values) {
    this(labels, values, List.of());
  }
}
