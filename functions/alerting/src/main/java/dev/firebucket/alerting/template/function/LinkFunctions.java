package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.text.UrlEscape;
import dev.firebucket.go.value.Value;
import java.util.List;

/// `graphLink`, `tableLink`, `pathPrefix`, `externalURL`.
public final class LinkFunctions {
  private LinkFunctions() {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        TemplateFunction.of(
            "graphLink",
            List.of(TEXT),
            (context, arguments) -> new Value.Text(graphLink(Arguments.text(arguments, 0)))),
        TemplateFunction.of(
            "tableLink",
            List.of(TEXT),
            (context, arguments) -> new Value.Text(tableLink(Arguments.text(arguments, 0)))),
        TemplateFunction.of(
            "pathPrefix",
            List.of(),
            (context, arguments) -> {
              String path = context.externalUrl().getPath();
              return path == null ? Value.Text.EMPTY : new Value.Text(path);
            }),
        TemplateFunction.of(
            "externalURL",
            List.of(),
            (context, arguments) -> new Value.Text(context.externalUrl().toString())));
  }

  private static String graphLink(String expression) {
    return "/graph?g0.expr=" + UrlEscape.query(expression) + "&g0.tab=0";
  }

  /// The page that shows an expression as a table: what `generatorURL` of an alert ends in.
  public static String tableLink(String expression) {
    return "/graph?g0.expr=" + UrlEscape.query(expression) + "&g0.tab=1";
  }
}
