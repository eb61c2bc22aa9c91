package dev.firebucket.query.differential;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The order that some functions give the vector of an instant query.
final class PromisedOrder {
  private PromisedOrder() {}

  /// Whether both vectors, which hold the same series, are in the order that the query promises.
  /// Equal values may come in any order.
  ///
  /// @param theirs the result as JSON
  static boolean isKept(String query, Object theirs, Object ours) {
    Optional<Expr> expression = Expressions.parse(query).map(Expressions::unwrapped);
    if (expression.isEmpty()) {
      return true;
    }
    return switch (expression.get()) {
      case Call call when call.function().name().startsWith("sort_by_label") ->
          sequence(theirs, sample -> sample.get("metric"))
              .equals(sequence(ours, sample -> sample.get("metric")));
      case Call call when call.function().name().startsWith("sort") ->
          sequence(theirs, PromisedOrder::value).equals(sequence(ours, PromisedOrder::value));
      case AggregateExpr ranking ->
          switch (ranking.operator()) {
            case TOPK, BOTTOMK -> ranked(ranking, theirs).equals(ranked(ranking, ours));
            case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> true;
            case QUANTILE, COUNT_VALUES, LIMITK, LIMIT_RATIO -> true;
          };
      default -> true;
    };
  }

  private static List<Object> sequence(Object result, Function<Map<?, ?>, ?> what) {
    List<Object> all = new ArrayList<>();
    for (Object sample : (List<?>) result) {
      all.add(Objects.requireNonNull(what.apply((Map<?, ?>) sample)));
    }
    return all;
  }

  private static Object value(Map<?, ?> sample) {
    Object point = sample.containsKey("value") ? sample.get("value") : sample.get("histogram");
    return ((List<?>) Objects.requireNonNull(point)).get(1);
  }

  /// The values of each group in their order.
  private static Map<Object, List<Object>> ranked(AggregateExpr ranking, Object result) {
    Map<Object, List<Object>> groups = new HashMap<>();
    for (Object one : (List<?>) result) {
      Map<?, ?> sample = (Map<?, ?>) one;
      Map<Object, Object> group =
          new HashMap<>((Map<?, ?>) Objects.requireNonNull(sample.get("metric")));
      if (ranking.without()) {
        group.remove("__name__");
        ranking.grouping().forEach(group::remove);
      } else {
        group.keySet().retainAll(ranking.grouping());
      }
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(value(sample));
    }
    return groups;
  }
}
