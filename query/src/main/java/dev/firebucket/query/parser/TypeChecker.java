package dev.firebucket.query.parser;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.AggregateOperator;
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
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;

/// Checks that operands and arguments have the types that operators and functions take, in the
/// order and with the words of Prometheus.
final class TypeChecker {
  private static final String METRIC_NAME = "__name__";

  private final ParseErrors errors;
  private final BinaryTypeRules binaries;

  /// @param text the whole query
  TypeChecker(String text) {
    this.errors = new ParseErrors(text);
    this.binaries = new BinaryTypeRules(text, errors);
  }

  /// Checks an expression and all within it.
  ///
  /// @return its type
  ValueType check(Expr expression) {
    switch (expression) {
      case AggregateExpr aggregate -> aggregate(aggregate);
      case BinaryExpr binary -> {
        check(binary.left());
        check(binary.right());
        binaries.check(binary);
      }
      case Call call -> call(call);
      case ParenExpr paren -> check(paren.inner());
      case UnaryExpr unary -> unary(unary);
      case SubqueryExpr subquery -> subquery(subquery);
      case MatrixSelector matrix -> selector(matrix.selector());
      case VectorSelector selector -> selector(selector);
      case NumberLiteral number -> {}
      case StringLiteral string -> {}
    }
    return expression.type();
  }

  private void aggregate(AggregateExpr aggregate) {
    expect(ValueType.VECTOR, aggregate.inner(), "aggregation expression");
    Expr parameter = aggregate.parameter();
    if (parameter != null) {
      ValueType wanted =
          aggregate.operator() == AggregateOperator.COUNT_VALUES
              ? ValueType.STRING
              : ValueType.SCALAR;
      expect(wanted, parameter, "aggregation parameter");
    }
  }

  private void expect(ValueType wanted, Expr expression, String place) {
    ValueType got = check(expression);
    if (got != wanted) {
      throw mismatch(expression.range(), wanted, place, got);
    }
  }

  private PromqlException mismatch(
      SourceRange range, ValueType wanted, String place, ValueType got) {
    return errors.at(
        range,
        "expected type "
            + wanted.documentedName()
            + " in "
            + place
            + ", got "
            + got.documentedName());
  }

  private void call(Call call) {
    arity(call);
    boolean info = call.function().name().equals("info") && call.arguments().size() > 1;
    if (info) {
      infoSelector(call);
    }
    String place = "call to function " + Quote.string(call.function().name());
    List<Expr> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      boolean checkedAlready = info && i == 1;
      if (!checkedAlready) {
        expect(call.function().argumentType(i), arguments.get(i), place);
      }
    }
  }

  private void arity(Call call) {
    int given = call.arguments().size();
    int least = call.function().minimumArguments();
    int most = call.function().maximumArguments();
    if (given >= least && given <= most) {
      return;
    }
    String bound = call.function().variadic() == 0 ? "" : given < least ? "at least " : "at most ";
    throw errors.at(
        call.range(),
        "expected %s%d argument(s) in call to %s, got %d"
            .formatted(
                bound, given < least ? least : most, Quote.string(call.function().name()), given));
  }

  /// The second argument of `info` is matchers alone, and may match everything.
  private void infoSelector(Call call) {
    Expr argument = call.arguments().get(1);
    if (argument.type() != ValueType.VECTOR) {
      String place = "call to function " + Quote.string(call.function().name());
      throw mismatch(call.range(), ValueType.VECTOR, place, argument.type());
    }
    if (!(argument instanceof VectorSelector selector)) {
      throw errors.at(argument.range(), "expected label selectors only");
    }
    if (selector.name() != null) {
      throw errors.at(
          argument.range(), "expected label selectors only, got vector selector instead");
    }
  }

  private void unary(UnaryExpr unary) {
    ValueType type = check(unary.inner());
    if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
      throw errors.at(
          unary.range(),
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + Quote.string(type.documentedName()));
    }
  }

  private void subquery(SubqueryExpr subquery) {
    ValueType type = check(subquery.inner());
    if (type != ValueType.VECTOR) {
      throw errors.at(
          subquery.range(),
          "subquery is only allowed on instant vector, got " + type.wireName() + " instead");
    }
  }

  /// A selector must say something about its series, or it would fetch everything by a slip.
  private void selector(VectorSelector selector) {
    String name = selector.name();
    List<LabelMatcher> matchers = selector.matchers();
    if (name == null) {
      if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
        throw errors.at(
            selector.range(), "vector selector must contain at least one non-empty matcher");
      }
      return;
    }
    for (LabelMatcher matcher : matchers.subList(0, matchers.size() - 1)) {
      if (matcher.name().equals(METRIC_NAME)) {
        throw errors.at(
            selector.range(),
            "metric name must not be set twice: %s or %s"
                .formatted(Quote.string(name), Quote.string(matcher.value())));
      }
    }
  }
}
