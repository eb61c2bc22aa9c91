package dev.firebucket.query.plan;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.stream.Collectors;

/// Which series a node reads, and from where it looks back.
///
/// @param matchers all conditions, the one on the metric name among them
/// @param reference where it looks at each evaluation
/// @param range its place in the query text
/// @param withoutBuckets whether of native histograms count and sum are enough
public record SeriesSelector(
    List<LabelMatcher> matchers,
    ReferenceTime reference,
    SourceRange range,
    boolean withoutBuckets) {
  public SeriesSelector {
    matchers = List.copyOf(matchers);
  }

  /// The same selector without its place in the text.
  public SeriesSelector anywhere() {
    return new SeriesSelector(matchers, reference, SourceRange.NOWHERE, withoutBuckets);
  }

  /// Whether a matcher fixes the metric name, so that dropping it keeps label sets apart.
  public boolean hasOneMetricName() {
    return matchers.stream()
        .anyMatch(
            matcher ->
                matcher.name().equals(LabelSet.NAME)
                    && matcher.type() == LabelMatcher.Type.EQUAL
                    && !matcher.value().isEmpty());
  }

  @Override
  public String toString() {
    return matchers.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"))
        + reference.suffix();
  }
}
