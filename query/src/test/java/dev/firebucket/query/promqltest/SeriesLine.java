package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// A series as scripts write it: `up{job="a"} 1 2+1x3 _ stale`.
///
/// @param startTimestamps whether these are the start timestamps of the line after it (`@st`)
record SeriesLine(LabelSet labels, List<ScriptValue> values, boolean startTimestamps) {
  SeriesLine {
    values = List.copyOf(values);
  }
}
