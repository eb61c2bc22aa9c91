package dev.firebucket.query.plan;

import dev.firebucket.query.ast.BinaryOperator;
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
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.element.Arithmetic;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.query.time.WindowReach;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// AST to bound plan. Entry point: [#bind].
public final class Binder {
  private final Steps query;
  private final BindOptions options;
  private final Set<VectorSelector> withoutBuckets;
  private final DurationEvaluator durations;
  private final CallBinder calls;

  private Binder(Steps query, BindOptions options, Set<VectorSelector> withoutBuckets) {
    this.query = query;
    this.options = options;
    this.withoutBuckets = withoutBuckets;
    this.durations = new DurationEvaluator(query.stepMillis(), options);
    this.calls = new CallBinder(this);
  }

  /// Binds an expression to the steps of a query.
  ///
  /// @throws PromqlException of type `EXECUTION` for what is not supported yet, of type `BAD_DATA`
  ///   for a duration that is none
  public static Plan bind(Expr expression, Steps steps, BindOptions options) {
    SourceRange range = expression.range();
    return DeepWalk.over(range.end() - range.start(), () -> bound(expression, steps, options));
  }

  private static Plan bound(Expr expression, Steps steps, BindOptions options) {
    Binder binder = new Binder(steps, options, BucketNeeds.withoutBuckets(expression));
    binder.durations.check(expression);
    return switch (expression.type()) {
      case SCALAR -> binder.scalar(expression, steps);
      case VECTOR -> binder.vector(expression, steps);
      case MATRIX -> binder.range(expression, steps);
      case STRING -> new Plan.Text(CallBinder.text(expression), steps);
    };
  }

  /// The error of a construct that the engine does not know.
  static PromqlException unsupported(String what, SourceRange range) {
    return new PromqlException(PromqlException.Type.EXECUTION, "not supported yet: " + what, range);
  }

  ScalarPlan scalar(Expr expression, Steps steps) {
    if (steps.count() > 1 && isFixed(expression)) {
      ScalarPlan inner = scalar(expression, steps.first());
      return inner instanceof ScalarPlan.Constant constant
          ? new ScalarPlan.Constant(constant.value(), steps)
          : new ScalarPlan.Repeated(inner, steps);
    }
    return switch (expression) {
      case NumberLiteral number -> new ScalarPlan.Constant(number.value(), steps);
      case ParenExpr paren -> scalar(paren.inner(), steps);
      case UnaryExpr unary -> unaryScalar(unary, steps);
      case BinaryExpr binary -> binaryScalar(binary, steps);
      case Call call -> calls.scalar(call, steps);
      case AggregateExpr e -> throw notOf(ValueType.SCALAR, e);
      case MatrixSelector e -> throw notOf(ValueType.SCALAR, e);
      case StringLiteral e -> throw notOf(ValueType.SCALAR, e);
      case SubqueryExpr e -> throw notOf(ValueType.SCALAR, e);
      case VectorSelector e -> throw notOf(ValueType.SCALAR, e);
    };
  }

  VectorPlan vector(Expr expression, Steps steps) {
    if (steps.count() > 1 && isFixed(expression)) {
      return new VectorPlan.Repeated(vector(expression, steps.first()), steps);
    }
    return switch (expression) {
      case VectorSelector selector -> selection(selector, SampleReading.VALUE, steps);
      case AggregateExpr aggregate -> AggregateBinder.bind(aggregate, this, steps);
      case BinaryExpr binary -> binaryVector(binary, steps);
      case Call call -> calls.vector(call, steps);
      case ParenExpr paren -> vector(paren.inner(), steps);
      case UnaryExpr unary -> unaryVector(unary, steps);
      case MatrixSelector e -> throw notOf(ValueType.VECTOR, e);
      case NumberLiteral e -> throw notOf(ValueType.VECTOR, e);
      case StringLiteral e -> throw notOf(ValueType.VECTOR, e);
      case SubqueryExpr e -> throw notOf(ValueType.VECTOR, e);
    };
  }

  RangePlan range(Expr expression, Steps steps) {
    return switch (expression) {
      case MatrixSelector matrix ->
          new RangePlan.StoredSamples(
              selector(matrix.selector()),
              durations.positiveMillis(matrix.window()),
              reach(matrix.selector()),
              steps);
      case SubqueryExpr subquery -> subquery(subquery, steps);
      case ParenExpr paren -> range(paren.inner(), steps);
      case AggregateExpr e -> throw notOf(ValueType.MATRIX, e);
      case BinaryExpr e -> throw notOf(ValueType.MATRIX, e);
      case Call e -> throw notOf(ValueType.MATRIX, e);
      case NumberLiteral e -> throw notOf(ValueType.MATRIX, e);
      case StringLiteral e -> throw notOf(ValueType.MATRIX, e);
      case UnaryExpr e -> throw notOf(ValueType.MATRIX, e);
      case VectorSelector e -> throw notOf(ValueType.MATRIX, e);
    };
  }

  /// `start()`, `end()`, `range()`, `step()` in seconds.
  double ofQuery(String function) {
    return durations.ofQuery(function);
  }

  /// Whether `start_timestamp` has an answer.
  boolean knowsStarts() {
    return options.startTimestamps();
  }

  /// Whether Prometheus evaluates an expression over a range: the query's may have one step only.
  boolean overRange(Expr expression, Steps steps) {
    return steps.count() > 1
        || (steps.equals(query)
            && options.endMillis() > options.startMillis()
            && !isFixed(expression));
  }

  /// How old the newest sample of a series may be.
  long lookbackMillis() {
    return options.lookbackMillis();
  }

  /// An instant selector; only its values can be smoothed.
  VectorPlan selection(VectorSelector selector, SampleReading reading, Steps steps) {
    boolean smoothed = selector.extension() == VectorSelector.Extension.SMOOTHED;
    return smoothed && reading == SampleReading.VALUE
        ? new VectorPlan.SmoothedSelection(selector(selector), options.lookbackMillis(), steps)
        : new VectorPlan.InstantSelection(
            selector(selector), options.lookbackMillis(), reading, steps);
  }

  private WindowReach reach(VectorSelector selector) {
    return switch (selector.extension()) {
      case NONE -> WindowReach.NONE;
      case ANCHORED -> new WindowReach(WindowReach.Kind.ANCHORED, options.lookbackMillis());
      case SMOOTHED -> new WindowReach(WindowReach.Kind.SMOOTHED, options.lookbackMillis());
    };
  }

  private SeriesSelector selector(VectorSelector selector) {
    return new SeriesSelector(
        selector.matchers(),
        reference(selector.modifiers()),
        selector.range(),
        withoutBuckets.contains(selector));
  }

  /// The steps of a subquery are multiples of its step, from the first one inside the window of the
  /// first step to the last one inside the window of the last.
  private RangePlan subquery(SubqueryExpr subquery, Steps steps) {
    ReferenceTime reference = reference(subquery.modifiers());
    DurationExpr stepExpression = subquery.step();
    long step =
        stepExpression == null
            ? options.subqueryStepMillis()
            : durations.positiveMillis(stepExpression);
    long window = durations.positiveMillis(subquery.window());
    long after = reference.first(steps) - window;
    long start = step * (after / step);
    if (start <= after) {
      start += step;
    }
    Steps inner = Steps.between(start, reference.last(steps), step);
    return new RangePlan.Subquery(vector(subquery.inner(), inner), window, reference, steps);
  }

  ReferenceTime reference(TimeModifiers modifiers) {
    DurationExpr offset = modifiers.offset();
    long offsetMillis = offset == null ? 0 : durations.millis(offset);
    TimeModifiers.At at = modifiers.at();
    if (at == null) {
      return new ReferenceTime(OptionalLong.empty(), offsetMillis);
    }
    long fixed =
        switch (at) {
          case TimeModifiers.At.Timestamp timestamp -> timestamp.millis();
          case TimeModifiers.At.Start start -> options.startMillis();
          case TimeModifiers.At.End end -> options.endMillis();
        };
    return new ReferenceTime(OptionalLong.of(fixed), offsetMillis);
  }

  private ScalarPlan unaryScalar(UnaryExpr unary, Steps steps) {
    ScalarPlan inner = scalar(unary.inner(), steps);
    if (!unary.negate()) {
      return inner;
    }
    return inner instanceof ScalarPlan.Constant constant
        ? new ScalarPlan.Constant(-constant.value(), steps)
        : new ScalarPlan.Negated(inner, steps);
  }

  private ScalarPlan binaryScalar(BinaryExpr binary, Steps steps) {
    ScalarPlan left = scalar(binary.left(), steps);
    ScalarPlan right = scalar(binary.right(), steps);
    if (binary.operator().kind() == BinaryOperator.Kind.TRIM) {
      // Prometheus finds it when it evaluates, so it is no bad data there, and has no place.
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "operator \"%s\" not allowed for Scalar operations".formatted(binary.operator().symbol()),
          null);
    }
    if (left instanceof ScalarPlan.Constant a && right instanceof ScalarPlan.Constant b) {
      double value = Arithmetic.scalar(binary.operator(), a.value(), b.value());
      return new ScalarPlan.Constant(value, steps);
    }
    return new ScalarPlan.Binary(binary.operator(), left, right, steps);
  }

  private VectorPlan unaryVector(UnaryExpr unary, Steps steps) {
    VectorPlan inner = vector(unary.inner(), steps);
    return unary.negate()
        ? new VectorPlan.Elementwise(ElementFunction.NEGATE, inner, List.of(), steps)
        : inner;
  }

  private VectorPlan binaryVector(BinaryExpr binary, Steps steps) {
    BinaryOperator operator = binary.operator();
    if (binary.left().type() == ValueType.SCALAR) {
      return scalarBinary(binary, binary.right(), binary.left(), true, steps);
    }
    if (binary.right().type() == ValueType.SCALAR) {
      return scalarBinary(binary, binary.left(), binary.right(), false, steps);
    }
    VectorPlan left = vector(binary.left(), steps);
    VectorPlan right = vector(binary.right(), steps);
    if (operator.kind() == BinaryOperator.Kind.SET) {
      return new VectorPlan.SetOperation(operator, left, right, binary.matching(), steps);
    }
    return new VectorPlan.Binary(
        operator, left, right, binary.returnBool(), binary.matching(), binary.range(), steps);
  }

  private VectorPlan scalarBinary(
      BinaryExpr binary, Expr vector, Expr scalar, boolean scalarFirst, Steps steps) {
    return new VectorPlan.ScalarBinary(
        binary.operator(),
        vector(vector, steps),
        scalar(scalar, steps),
        scalarFirst,
        binary.returnBool(),
        binary.range(),
        steps);
  }

  private static boolean isFixed(Expr expression) {
    return !(expression instanceof NumberLiteral) && StepInvariance.of(expression);
  }

  private static IllegalArgumentException notOf(ValueType type, Expr expression) {
    return new IllegalArgumentException(
        "expected " + type.documentedName() + ", got " + expression.type().documentedName());
  }
}
