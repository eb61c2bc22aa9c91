package dev.firebucket.query.arena;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// A call of `info` from SQL: which series are info series, and which of their labels are wanted.
///
/// @param names conditions on the names of info series
/// @param data conditions on their other labels: where there are any, only labels so named are
///   copied
public record InfoCall(List<LabelMatcher> names, List<LabelMatcher> data) {
  public InfoCall {
    names = List.copyOf(names);
    data = List.copyOf(data);
  }

  /// Whether a series is an info series itself, which is left as it is.
  public boolean isInfo(LabelSet labels) {
    return names.stream().allMatch(matcher -> matcher.matches(labels.metricName()));
  }

  /// Whether a label of info series is wanted.
  public boolean copies(String label) {
    return !label.equals(LabelSet.NAME)
        && (data.isEmpty() || data.stream().anyMatch(matcher -> matcher.name().equals(label)));
  }

  /// Whether a series without any info series stays: no condition forbids that a label is missing.
  public boolean keepsUnmatched() {
    return data.stream().allMatch(matcher -> matcher.matches(""));
  }
}
