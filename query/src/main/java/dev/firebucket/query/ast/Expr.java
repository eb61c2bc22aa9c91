package dev.firebucket.query.ast;

import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A PromQL expression as written. Immutable; every node knows its place in the text.
///
/// Each construct is one record; code that works on expressions switches over this interface
/// without a `default`.
public sealed interface Expr {

  /// The expression's place in the query text.
  SourceRange range();

  /// The type of its value.
  ValueType type();

  /// An aggregation over series: `sum by (job) (x)`, `topk(5, x)`.
  ///
  /// @param operator which one
  /// @param parameter the first argument of those that take one; null otherwise
  /// @param inner the instant vector
  /// @param without whether `grouping` names the labels to leave out (`without`) or to keep (`by`)
  /// @param grouping label names as written, in order
  record AggregateExpr(
      AggregateOperator operator,
      @Nullable Expr parameter,
      Expr inner,
      boolean without,
      List<String> grouping,
      SourceRange range)
      implements Expr {
    public AggregateExpr {
      grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /// Two operands and what joins them: `a / on (job) group_left b`.
  ///
  /// @param operator which one
  /// @param left the left operand
  /// @param right the right operand
  /// @param returnBool whether a comparison answers 0 or 1 instead of filtering
  /// @param matching how series of two vectors find each other; [VectorMatching#DEFAULT] otherwise
  record BinaryExpr(
      BinaryOperator operator,
      Expr left,
      Expr right,
      boolean returnBool,
      VectorMatching matching,
      SourceRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }
  }

  /// A function call: `rate(x[5m])`.
  ///
  /// @param function its signature
  /// @param arguments as written; absent optional ones are absent here too
  record Call(FunctionSignature function, List<Expr> arguments, SourceRange range) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returnType();
    }
  }

  /// The samples of a window: `http_requests_total[5m]`. Offset and `@` belong to the selector.
  ///
  /// @param selector which series
  /// @param window how far back
  record MatrixSelector(VectorSelector selector, DurationExpr window, SourceRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// A number or a duration in the place of one: `42`, `0x2a`, `Inf`, `5m`.
  ///
  /// @param value the number; seconds for a duration
  /// @param writtenAsDuration whether it stood as a duration, to print it again as one
  record NumberLiteral(double value, boolean writtenAsDuration, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /// An expression in parentheses: kept, because printing and annotations need them.
  record ParenExpr(Expr inner, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /// A string, its escapes resolved.
  record StringLiteral(String value, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /// An expression evaluated on steps of its own: `rate(x[1m])[30m:1m] offset 1h`.
  ///
  /// @param inner evaluated at each step
  /// @param window how far back
  /// @param step distance of steps; null for the default, the global evaluation interval
  /// @param modifiers offset and `@` of the subquery itself
  record SubqueryExpr(
      Expr inner,
      DurationExpr window,
      @Nullable DurationExpr step,
      TimeModifiers modifiers,
      SourceRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// A sign before a scalar or an instant vector.
  ///
  /// @param negate true for `-`, false for `+`
  record UnaryExpr(boolean negate, Expr inner, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /// Series chosen by matchers: `http_requests_total{job="api"} offset 5m`.
  ///
  /// @param name the metric name if it is written before the braces, null otherwise
  /// @param matchers all matchers, the one for the name among them (last)
  /// @param modifiers offset and `@`
  /// @param extension `anchored` or `smoothed`
  record VectorSelector(
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
}
