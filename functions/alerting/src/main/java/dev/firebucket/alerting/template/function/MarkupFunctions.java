package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.ANY;
import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.text.UrlEscape;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import java.util.List;
import java.util.TreeMap;

/// `urlQueryEscape`, `safeHtml`, and `args`, which hands several values to one template.
final class MarkupFunctions {
  private MarkupFunctions() {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        TemplateFunction.of(
            "urlQueryEscape",
            List.of(TEXT),
            (context, arguments) -> new Value.Text(UrlEscape.query(Arguments.text(arguments, 0)))),
        TemplateFunction.of(
            "safeHtml",
            List.of(TEXT),
            (context, arguments) -> new Value.Html(Arguments.text(arguments, 0))),
        TemplateFunction.variadic(
            "args", List.of(), ANY, (context, arguments) -> arguments(arguments)));
  }

  private static Value arguments(List<Value> arguments) {
    TreeMap<String, Value> named = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      named.put("arg" + i, arguments.get(i));
    }
    return MapValue.of(named);
  }
}
