package dev.firebucket.query.operation;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// What Prometheus says of `rate` and `increase` over a metric whose name is not a counter's.
public final class CounterNames {
  private static final List<String> SUFFIXES = List.of("_total", "_sum", "_count", "_bucket");
  private static final String OF_OTHER_NAME =
      "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ";

  private CounterNames() {}

  /// Whether a function wants a counter.
  public static boolean wantedBy(RangeFunction function) {
    return function == RangeFunction.RATE || function == RangeFunction.INCREASE;
  }

  /// Adds an info where a metric's name does not end as a counter's; with `type-and-unit-labels`
  /// where its type is not one of a counter. Of a series without a name nothing is said.
  public static void check(LabelSet labels, SourceRange place, QueryArena arena) {
    String metric = labels.metricName();
    if (metric.isEmpty()) {
      return;
    }
    if (arena.features().typeAndUnitLabels()) {
      String type = labels.value(LabelSet.TYPE);
      if (!type.equals("counter") && !type.equals("histogram")) {
        arena.annotations().inform(ofOtherType(type) + Quote.string(metric), place);
      }
    } else if (SUFFIXES.stream().noneMatch(metric::endsWith)) {
      arena.annotations().inform(OF_OTHER_NAME + Quote.string(metric), place);
    }
  }

  private static String ofOtherType(String type) {
    return "metric might not be a counter, __type__ label is not set to \"counter\" or"
        + " \"histogram\", got "
        + Quote.string(type)
        + ": ";
  }
}
