package dev.firebucket.query.format;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.ast.DeepWalk;
import dev.firebucket.query.ast.DurationExpr;
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
import dev.firebucket.query.ast.FunctionSignature;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes an expression as the tree that `/api/v1/parse_query` of Prometheus answers (its `data`),
/// keys in alphabetical order.
public final class AstJson {
  private final JsonText json = new JsonText();
  private final DurationJson durations = new DurationJson(json);

  private AstJson() {}

  /// The expression as a JSON object.
  public static String print(Expr expression) {
    SourceRange range = expression.range();
    return DeepWalk.over(range.end() - range.start(), () -> written(expression));
  }

  private static String written(Expr expression) {
    AstJson writer = new AstJson();
    writer.write(expression);
    return writer.json.toString();
  }

  private void write(Expr expression) {
    json.open('{');
    switch (expression) {
      case AggregateExpr aggregate -> aggregate(aggregate);
      case BinaryExpr binary -> binary(binary);
      case Call call -> call(call);
      case MatrixSelector matrix -> selector(matrix.selector(), matrix);
      case NumberLiteral number ->
          json.key("type").value("numberLiteral").key("val").value(FloatText.plain(number.value()));
      case ParenExpr paren -> {
        json.key("expr");
        write(paren.inner());
        json.key("type").value("parenExpr");
      }
      case StringLiteral string ->
          json.key("type").value("stringLiteral").key("val").value(string.value());
      case SubqueryExpr subquery -> subquery(subquery);
      case UnaryExpr unary -> {
        json.key("expr");
        write(unary.inner());
        json.key("op").value(unary.negate() ? "-" : "+").key("type").value("unaryExpr");
      }
      case VectorSelector selector -> selector(selector, null);
    }
    json.close('}');
  }

  private void aggregate(AggregateExpr aggregate) {
    json.key("expr");
    write(aggregate.inner());
    json.key("grouping");
    strings(aggregate.grouping());
    json.key("op").value(aggregate.operator().keyword()).key("param");
    Expr parameter = aggregate.parameter();
    if (parameter == null) {
      json.value(null);
    } else {
      write(parameter);
    }
    json.key("type").value("aggregation").key("without").value(aggregate.without());
  }

  private void binary(BinaryExpr binary) {
    boolean vectors =
        binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
    json.key("bool").value(binary.returnBool()).key("lhs");
    write(binary.left());
    json.key("matching");
    if (vectors) {
      matching(binary.matching());
    } else {
      json.value(null);
    }
    json.key("op").value(binary.operator().symbol()).key("rhs");
    write(binary.right());
    json.key("type").value("binaryExpr");
  }

  private void matching(VectorMatching matching) {
    String cardinality = matching.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-');
    json.open('{').key("card").value(cardinality).key("fillValues").open('{').key("lhs");
    fill(matching.fillLeft());
    json.key("rhs");
    fill(matching.fillRight());
    json.close('}').key("include");
    strings(matching.include());
    json.key("labels");
    strings(matching.labels());
    json.key("on").value(matching.on()).close('}');
  }

  private void fill(@Nullable Double value) {
    if (value == null) {
      json.value(null);
    } else if (Double.isFinite(value)) {
      json.literal(FloatText.plain(value));
    } else {
      json.value(FloatText.plain(value));
    }
  }

  private void call(Call call) {
    json.key("args").open('[');
    call.arguments().forEach(this::write);
    json.close(']').key("func");
    FunctionSignature function = call.function();
    json.open('{').key("argTypes");
    strings(function.argumentTypes().stream().map(ValueType::wireName).toList());
    json.key("name")
        .value(function.name())
        .key("returnType")
        .value(function.returnType().wireName())
        .key("variadic")
        .value(function.variadic())
        .close('}');
    json.key("type").value("call");
  }

  private void selector(VectorSelector selector, @Nullable MatrixSelector matrix) {
    json.key("anchored")
        .value(selector.extension() == VectorSelector.Extension.ANCHORED)
        .key("matchers")
        .open('[');
    selector.matchers().forEach(this::matcher);
    json.close(']').key("name").value(selector.name() == null ? "" : selector.name());
    durations.write("offset", selector.modifiers().offset());
    if (matrix != null) {
      durations.write("range", matrix.window());
    }
    json.key("smoothed").value(selector.extension() == VectorSelector.Extension.SMOOTHED);
    at(selector.modifiers().at());
    json.key("type").value(matrix == null ? "vectorSelector" : "matrixSelector");
  }

  private void subquery(SubqueryExpr subquery) {
    json.key("expr");
    write(subquery.inner());
    durations.write("offset", subquery.modifiers().offset());
    durations.write("range", subquery.window());
    TimeModifiers.At at = subquery.modifiers().at();
    startOrEnd(at);
    DurationExpr step = subquery.step();
    durations.write("step", step);
    timestamp(at);
    json.key("type").value("subquery");
  }

  private void matcher(LabelMatcher matcher) {
    json.open('{')
        .key("name")
        .value(matcher.name())
        .key("type")
        .value(matcher.type().operator())
        .key("value")
        .value(matcher.value())
        .close('}');
  }

  private void at(TimeModifiers.@Nullable At at) {
    startOrEnd(at);
    timestamp(at);
  }

  private void startOrEnd(TimeModifiers.@Nullable At at) {
    json.key("startOrEnd")
        .value(
            switch (at) {
              case null -> null;
              case TimeModifiers.At.Timestamp timestamp -> null;
              case TimeModifiers.At.Start start -> "start";
              case TimeModifiers.At.End end -> "end";
            });
  }

  private void timestamp(TimeModifiers.@Nullable At at) {
    json.key("timestamp");
    if (at instanceof TimeModifiers.At.Timestamp timestamp) {
      json.value(timestamp.millis());
    } else {
      json.value(null);
    }
  }

  private void strings(List<String> strings) {
    json.open('[');
    strings.forEach(json::value);
    json.close(']');
  }
}
