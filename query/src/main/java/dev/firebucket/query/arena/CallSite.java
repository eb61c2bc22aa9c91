package dev.firebucket.query.arena;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// What an operation must know of the node of the plan that it is called for, and no row has. SQL
/// names it by its number in the query.
public sealed interface CallSite {

  /// A range function that runs over a subquery's grids, or over stored samples.
  ///
  /// @param place in the query text, for annotations
  record Range(RangeKernel kernel, SourceRange place) implements CallSite {}

  /// What `@` fixes.
  ///
  /// @param steps to repeat on
  record Repetition(Steps steps) implements CallSite {}

  /// Something that is only spoken of.
  ///
  /// @param range its place in the query text
  record Place(SourceRange range) implements CallSite {}

  /// A binary operator.
  ///
  /// @param place in the query text
  /// @param mirrored whether its sides were swapped on the way
  record Operator(BinaryOperator operator, SourceRange place, boolean mirrored)
      implements CallSite {}

  /// An aggregation.
  ///
  /// @param place of what is aggregated in the query text, for annotations
  /// @param named whether a metric name among the labels counts: one that was dropped on the way
  ///   may still stand there
  record Aggregation(SourceRange place, boolean named) implements CallSite {}

  /// A call of `info`: which series are info series, and which of their labels are wanted.
  ///
  /// @param names conditions on the names of info series
  /// @param data conditions on their other labels: where there are any, only labels so named are
  ///   copied
  record InfoCall(List<LabelMatcher> names, List<LabelMatcher> data) implements CallSite {
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

    /// Whether a series without any info series stays: no condition forbids that a label is
    /// missing.
    public boolean keepsUnmatched() {
      return data.stream().allMatch(matcher -> matcher.matches(""));
    }
  }
}
