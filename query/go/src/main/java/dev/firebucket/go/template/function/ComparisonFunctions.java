package dev.firebucket.go.template.function;

import static dev.firebucket.go.template.function.Parameter.REFLECTED;

import dev.firebucket.go.value.Value;
import java.util.List;

/// `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `not`, and `and` and `or`, of which the evaluation asks only
/// as many arguments as it takes.
final class ComparisonFunctions {
  private ComparisonFunctions() {}

  static <C> List<TemplateFunction<C>> all() {
    return List.of(
        TemplateFunction.variadic(
            "eq",
            List.of(REFLECTED),
            REFLECTED,
            (context, arguments) -> new Value.Bool(equalsAny(arguments))),
        pair("ne", (a, b) -> !ValueOrder.equal(a, b)),
        pair("lt", ValueOrder::less),
        pair("le", ValueOrder::lessOrEqual),
        pair("gt", (a, b) -> !ValueOrder.lessOrEqual(a, b)),
        pair("ge", (a, b) -> !ValueOrder.less(a, b)),
        TemplateFunction.of(
            "not",
            List.of(REFLECTED),
            (context, arguments) -> new Value.Bool(!arguments.getFirst().truth())),
        TemplateFunction.variadic(
            "and", List.of(REFLECTED), REFLECTED, (context, arguments) -> first(arguments, false)),
        TemplateFunction.variadic(
            "or", List.of(REFLECTED), REFLECTED, (context, arguments) -> first(arguments, true)));
  }

  private interface Comparison {
    boolean test(Value first, Value second) throws FunctionException;
  }

  private static <C> TemplateFunction<C> pair(String name, Comparison comparison) {
    return TemplateFunction.of(
        name,
        List.of(REFLECTED, REFLECTED),
        (context, arguments) ->
            new Value.Bool(comparison.test(arguments.get(0), arguments.get(1))));
  }

  private static boolean equalsAny(List<Value> arguments) throws FunctionException {
    if (arguments.size() == 1) {
      throw new FunctionException("missing argument for comparison");
    }
    for (Value other : arguments.subList(1, arguments.size())) {
      if (ValueOrder.equal(arguments.getFirst(), other)) {
        return true;
      }
    }
    return false;
  }

  private static Value first(List<Value> arguments, boolean truth) {
    return arguments.stream()
        .filter(each -> each.truth() == truth)
        .findFirst()
        .orElse(arguments.getLast());
  }
}
