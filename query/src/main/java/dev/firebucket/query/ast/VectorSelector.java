package dev.firebucket.query.ast;

import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Series chosen by matchers: `http_requests_total{job="api"} offset 5m`.
///
/// @param name the metric name where it stands before the braces, null otherwise
/// @param matchers all matchers, the one for the name among them (last)
/// @param modifiers offset and `@`
/// @param extension `anchored` or `smoothed`
public record VectorSelector(
    @Nullable String name,
    List<LabelMatcher> matchers,
    TimeModifiers modifiers,
    Extension extension,
    SourceRange range)
    implements Expr {

  /// Extended range selection, experimental in Prometheus.
  public enum Extension {
    NONE,
    ANCHORED,
    SMOOTHED
  }

  public VectorSelector {
    matchers = List.copyOf(matchers);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }
}
