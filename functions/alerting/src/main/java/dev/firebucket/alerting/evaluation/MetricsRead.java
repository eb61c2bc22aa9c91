package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.rule.RuleDefinition;
import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Which metrics a rule may read, by its selectors: so that what an earlier rule of the group
/// recorded is written before, and only then. In doubt the answer is yes.
final class MetricsRead {
  /// For each selector its matchers on the metric name; a selector without any reads everything.
  private final List<List<LabelMatcher>> selectors = new ArrayList<>();

  /// Whether templates ask something too: that may be anything.
  private boolean templates;

  private MetricsRead() {}

  static MetricsRead by(RuleDefinition rule) {
    MetricsRead reads = by(rule.expression());
    switch (rule) {
      case RecordingRule recording -> {}
      case AlertingRule alerting -> {
        if (queries(alerting.labels().values()) || queries(alerting.annotations().values())) {
          reads.templates = true;
        }
      }
    }
    return reads;
  }

  /// What a query reads.
  static MetricsRead by(PreparedQuery query) {
    MetricsRead reads = new MetricsRead();
    reads.visit(query.expression());
    return reads;
  }

  /// Templates may hold queries of their own.
  static boolean queries(Collection<String> templates) {
    return templates.stream().anyMatch(text -> text.contains("{{") && text.contains("query"));
  }

  boolean mayRead(Collection<String> metrics) {
    return metrics.stream().anyMatch(metric -> templates || selects(metric));
  }

  private boolean selects(String metric) {
    return selectors.stream().anyMatch(matchers -> selects(matchers, metric));
  }

  private static boolean selects(List<LabelMatcher> matchers, String metric) {
    return matchers.stream().allMatch(matcher -> matcher.matches(metric));
  }

  /// Adds those of some metrics that the expression may read.
  void addAmong(Set<String> metrics, Set<String> read) {
    for (List<LabelMatcher> matchers : selectors) {
      if (matchers.size() == 1 && matchers.getFirst().type() == LabelMatcher.Type.EQUAL) {
        String name = matchers.getFirst().value();
        if (metrics.contains(name)) {
          read.add(name);
        }
      } else {
        metrics.stream().filter(metric -> selects(matchers, metric)).forEach(read::add);
      }
    }
  }

  private void visit(Expr expression) {
    switch (expression) {
      case VectorSelector selector ->
          selectors.add(
              selector.matchers().stream()
                  .filter(matcher -> matcher.name().equals(LabelSet.NAME))
                  .toList());
      case MatrixSelector matrix -> visit(matrix.selector());
      case SubqueryExpr subquery -> visit(subquery.inner());
      case ParenExpr paren -> visit(paren.inner());
      case UnaryExpr unary -> visit(unary.inner());
      case BinaryExpr binary -> {
        visit(binary.left());
        visit(binary.right());
      }
      case AggregateExpr aggregate -> {
        visit(aggregate.inner());
        Expr parameter = aggregate.parameter();
        if (parameter != null) {
          visit(parameter);
        }
      }
      case Call call -> {
        if (call.function().name().equals("info")) {
          // It reads metrics that no selector names, `target_info` unless told otherwise.
          selectors.add(List.of());
        }
        call.arguments().forEach(this::visit);
      }
      case NumberLiteral number -> {}
      case StringLiteral string -> {}
    }
  }
}
