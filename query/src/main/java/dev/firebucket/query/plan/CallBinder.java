package dev.firebucket.query.plan;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.element.Arithmetic;
import dev.firebucket.query.time.Steps;
import dev.firebucket.query.time.WindowReach;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Function calls to plans. To add a function of one value or of a window, see [ElementFunction]
/// and [RangeFunction]; all others are in the switches here.
final class CallBinder {
  private final Binder binder;

  CallBinder(Binder binder) {
    this.binder = binder;
  }

  /// A call that gives a scalar.
  ScalarPlan scalar(Call call, Steps steps) {
    return switch (call.function().name()) {
      case "time" -> new ScalarPlan.Time(steps);
      case "pi" -> new ScalarPlan.Constant(Math.PI, steps);
      case "max_of" -> extreme(call, true, steps);
      case "min_of" -> extreme(call, false, steps);
      case "start", "end", "range", "step" ->
          new ScalarPlan.Constant(binder.ofQuery(call.function().name()), steps);
      case "scalar" -> new ScalarPlan.OfVector(binder.vector(argument(call, 0), steps), steps);
      default -> throw unsupported(call);
    };
  }

  /// A call that gives a vector.
  VectorPlan vector(Call call, Steps steps) {
    String name = call.function().name();
    return switch (name) {
      case "vector" -> new VectorPlan.OfScalar(binder.scalar(argument(call, 0), steps), steps);
      case "timestamp" -> timestamp(call, steps);
      case "start_timestamp" -> startTimestamp(call, steps);
      case "absent" -> absent(call, binder.vector(argument(call, 0), steps), steps);
      case "absent_over_time" ->
          absent(call, overRange(RangeFunction.LAST_OVER_TIME, call, steps), steps);
      case "label_replace" -> labelReplace(call, steps);
      case "label_join" -> labelJoin(call, steps);
      case "histogram_quantile" -> histogramQuantile(call, steps);
      case "histogram_quantiles" -> histogramQuantiles(call, steps);
      case "histogram_fraction" -> histogramFraction(call, steps);
      case "info" -> InfoBinder.bind(call, binder.vector(argument(call, 0), steps), binder, steps);
      case "sort" -> sorted(call, false, steps);
      case "sort_desc" -> sorted(call, true, steps);
      case "sort_by_label" -> sortedByLabels(call, false, steps);
      case "sort_by_label_desc" -> sortedByLabels(call, true, steps);
      default -> byTable(call, steps);
    };
  }

  private VectorPlan byTable(Call call, Steps steps) {
    String name = call.function().name();
    Optional<RangeFunction> range = RangeFunction.of(name);
    if (range.isPresent()) {
      return overRange(range.get(), call, steps);
    }
    Optional<ElementFunction> element = ElementFunction.of(name);
    if (element.isPresent()) {
      return elementwise(element.get(), call, steps);
    }
    throw unsupported(call);
  }

  private VectorPlan overRange(RangeFunction function, Call call, Steps steps) {
    Expr rangeArgument = null;
    List<ScalarPlan> parameters = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = argument(call, i);
      if (argument.type() == ValueType.MATRIX) {
        rangeArgument = argument;
      } else {
        parameters.add(binder.scalar(argument, steps));
      }
    }
    if (rangeArgument == null) {
      throw new IllegalArgumentException(function.promqlName() + " without a range");
    }
    Expr noted = function == RangeFunction.QUANTILE_OVER_TIME ? argument(call, 0) : rangeArgument;
    RangePlan input = binder.range(rangeArgument, steps);
    requireReach(input.reach().kind(), call.function().name());
    return new VectorPlan.OverRange(function, input, parameters, noted.range(), steps);
  }

  /// Few functions know what to do with samples outside of their window.
  private static void requireReach(WindowReach.Kind reach, String function) {
    if (reach != WindowReach.Kind.NONE && !reach.functionNames().contains(function)) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "%s modifier can only be used with: %s - not with %s"
              .formatted(reach.keyword(), String.join(", ", reach.functionNames()), function),
          null);
    }
  }

  private VectorPlan elementwise(ElementFunction function, Call call, Steps steps) {
    List<ScalarPlan> parameters = new ArrayList<>();
    for (int i = 1; i < call.arguments().size(); i++) {
      parameters.add(binder.scalar(argument(call, i), steps));
    }
    if (function == ElementFunction.ROUND && parameters.isEmpty()) {
      parameters.add(new ScalarPlan.Constant(1, steps));
    }
    VectorPlan vector =
        function.calendar() && call.arguments().isEmpty()
            ? new VectorPlan.OfScalar(new ScalarPlan.Time(steps), steps)
            : binder.vector(argument(call, 0), steps);
    return new VectorPlan.Elementwise(function, vector, parameters, steps);
  }

  private VectorPlan timestamp(Call call, Steps steps) {
    Expr argument = argument(call, 0);
    return argument instanceof VectorSelector selector
        ? binder.selection(selector, SampleReading.TIME, steps)
        : new VectorPlan.Elementwise(
            ElementFunction.TIMESTAMP, binder.vector(argument, steps), List.of(), steps);
  }

  /// Only a selector knows since when its samples count; without the flag not even that.
  private VectorPlan startTimestamp(Call call, Steps steps) {
    Expr argument = argument(call, 0);
    VectorPlan plan =
        argument instanceof VectorSelector selector
            ? binder.selection(selector, SampleReading.START, steps)
            : binder.vector(argument, steps);
    boolean known = binder.knowsStarts() && argument instanceof VectorSelector;
    return known ? plan : new VectorPlan.Nothing(steps);
  }

  private static VectorPlan absent(Call call, VectorPlan inner, Steps steps) {
    return new VectorPlan.Absent(inner, AbsentLabels.of(argument(call, 0)), steps);
  }

  private VectorPlan labelReplace(Call call, Steps steps) {
    String destination = text(argument(call, 1));
    String regex = text(argument(call, 4));
    try {
      LabelMatcher checked = new LabelMatcher(destination, LabelMatcher.Type.REGEX, regex);
      regex = checked.value();
    } catch (IllegalArgumentException e) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "invalid regular expression in label_replace(): " + regex,
          argument(call, 4).range(),
          e);
    }
    requireLabelName(destination, "destination", "label_replace", argument(call, 1));
    return new VectorPlan.LabelReplace(
        binder.vector(argument(call, 0), steps),
        destination,
        text(argument(call, 2)),
        text(argument(call, 3)),
        regex,
        steps);
  }

  private VectorPlan labelJoin(Call call, Steps steps) {
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < call.arguments().size(); i++) {
      String source = text(argument(call, i));
      requireLabelName(source, "source", "label_join", argument(call, i));
      sources.add(source);
    }
    String destination = text(argument(call, 1));
    requireLabelName(destination, "destination", "label_join", argument(call, 1));
    return new VectorPlan.LabelJoin(
        binder.vector(argument(call, 0), steps),
        destination,
        text(argument(call, 2)),
        sources,
        steps);
  }

  private static void requireLabelName(String name, String role, String function, Expr argument) {
    if (!isLabelName(name)) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "invalid " + role + " label name in " + function + "(): " + name,
          argument.range());
    }
  }

  /// Whether a text may name a label: not empty, and none of its bytes is outside UTF-8, which the
  /// parser keeps as halves of surrogates.
  static boolean isLabelName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private VectorPlan histogramQuantile(Call call, Steps steps) {
    return new VectorPlan.HistogramQuantile(
        binder.scalar(argument(call, 0), steps),
        binder.vector(argument(call, 1), steps),
        argument(call, 0).range(),
        argument(call, 1).range(),
        steps);
  }

  private VectorPlan histogramFraction(Call call, Steps steps) {
    return new VectorPlan.HistogramFraction(
        binder.scalar(argument(call, 0), steps),
        binder.scalar(argument(call, 1), steps),
        binder.vector(argument(call, 2), steps),
        argument(call, 0).range(),
        argument(call, 2).range(),
        steps);
  }

  private VectorPlan histogramQuantiles(Call call, Steps steps) {
    List<ScalarPlan> quantiles = new ArrayList<>();
    List<SourceRange> ranges = new ArrayList<>();
    for (int i = 2; i < call.arguments().size(); i++) {
      quantiles.add(binder.scalar(argument(call, i), steps));
      ranges.add(argument(call, i).range());
    }
    return new VectorPlan.HistogramQuantiles(
        binder.vector(argument(call, 0), steps),
        text(argument(call, 1)),
        quantiles,
        ranges,
        argument(call, 0).range(),
        steps);
  }

  private VectorPlan sorted(Call call, boolean descending, Steps steps) {
    return new VectorPlan.Sorted(
        binder.vector(argument(call, 0), steps),
        descending,
        binder.overRange(call, steps),
        call.range(),
        steps);
  }

  private VectorPlan sortedByLabels(Call call, boolean descending, Steps steps) {
    List<String> labels = call.arguments().stream().skip(1).map(CallBinder::text).toList();
    return new VectorPlan.SortedByLabels(
        binder.vector(argument(call, 0), steps),
        labels,
        descending,
        binder.overRange(call, steps),
        call.range(),
        steps);
  }

  private ScalarPlan extreme(Call call, boolean greatest, Steps steps) {
    ScalarPlan left = binder.scalar(argument(call, 0), steps);
    ScalarPlan right = binder.scalar(argument(call, 1), steps);
    if (left instanceof ScalarPlan.Constant a && right instanceof ScalarPlan.Constant b) {
      double value =
          greatest ? Arithmetic.max(a.value(), b.value()) : Arithmetic.min(a.value(), b.value());
      return new ScalarPlan.Constant(value, steps);
    }
    return new ScalarPlan.Extreme(greatest, left, right, steps);
  }

  /// An argument without the parentheses around it, of which annotations do not speak either.
  private static Expr argument(Call call, int index) {
    return unwrapped(call.arguments().get(index));
  }

  /// The text of a string argument.
  static String text(Expr expression) {
    if (unwrapped(expression) instanceof StringLiteral string) {
      return string.value();
    }
    throw new IllegalArgumentException(
        "expected a string, got " + expression.type().documentedName());
  }

  static Expr unwrapped(Expr expression) {
    return expression instanceof ParenExpr paren ? unwrapped(paren.inner()) : expression;
  }

  private static PromqlException unsupported(Call call) {
    return Binder.unsupported("the function " + call.function().name(), call.range());
  }
}
