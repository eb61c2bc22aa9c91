package dev.firebucket.query.plan;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Aggregations to plans.
final class AggregateBinder {
  private AggregateBinder() {}

  static VectorPlan bind(AggregateExpr aggregate, Binder binder, Steps steps) {
    VectorPlan inner = binder.vector(aggregate.inner(), steps);
    return switch (aggregate.operator()) {
      case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> plain(aggregate, null, inner, steps);
      case QUANTILE -> plain(aggregate, binder.scalar(parameter(aggregate), steps), inner, steps);
      case TOPK, BOTTOMK, LIMITK -> ranking(aggregate, inner, binder, steps);
      case COUNT_VALUES -> valueCounts(aggregate, inner, steps);
      case LIMIT_RATIO ->
          new VectorPlan.LimitRatio(
              binder.scalar(parameter(aggregate), steps),
              inner,
              parameter(aggregate).range(),
              steps);
    };
  }

  private static Expr parameter(AggregateExpr aggregate) {
    return CallBinder.unwrapped(
        Objects.requireNonNull(aggregate.parameter(), "the parser checks for a parameter"));
  }

  private static VectorPlan plain(
      AggregateExpr aggregate, @Nullable ScalarPlan parameter, VectorPlan inner, Steps steps) {
    return new VectorPlan.Aggregation(
        aggregate.operator(),
        parameter,
        inner,
        aggregate.without(),
        aggregate.grouping(),
        parameter == null ? aggregate.range() : parameter(aggregate).range(),
        CallBinder.unwrapped(aggregate.inner()).range(),
        steps);
  }

  private static VectorPlan ranking(
      AggregateExpr aggregate, VectorPlan inner, Binder binder, Steps steps) {
    return new VectorPlan.Ranking(
        aggregate.operator(),
        binder.scalar(parameter(aggregate), steps),
        inner,
        aggregate.without(),
        aggregate.grouping(),
        aggregate.range(),
        steps);
  }

  private static VectorPlan valueCounts(AggregateExpr aggregate, VectorPlan inner, Steps steps) {
    String label = CallBinder.text(parameter(aggregate));
    if (!CallBinder.isLabelName(label)) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "invalid label name " + Quote.string(label),
          parameter(aggregate).range());
    }
    if (aggregate.without()
        && (aggregate.grouping().contains(label) || label.equals(LabelSet.NAME))) {
      // The label that would distinguish the values is left out: only the count remains.
      return new VectorPlan.Aggregation(
          AggregateOperator.COUNT,
          null,
          inner,
          true,
          aggregate.grouping(),
          aggregate.range(),
          CallBinder.unwrapped(aggregate.inner()).range(),
          steps);
    }
    return new VectorPlan.ValueCounts(
        label, inner, aggregate.without(), aggregate.grouping(), steps);
  }
}
