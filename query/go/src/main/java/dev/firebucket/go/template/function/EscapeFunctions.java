package dev.firebucket.go.template.function;

import static dev.firebucket.go.template.function.Parameter.ANY;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.text.GoUnicode;
import dev.firebucket.go.text.UrlEscape;
import dev.firebucket.go.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// `html`, `js`, `urlquery`.
final class EscapeFunctions {
  private EscapeFunctions() {}

  static <C> List<TemplateFunction<C>> all() {
    return List.of(
        ofPrinted("html", EscapeFunctions::html),
        ofPrinted("js", EscapeFunctions::javaScript),
        ofPrinted("urlquery", UrlEscape::query));
  }

  private static <C> TemplateFunction<C> ofPrinted(String name, UnaryOperator<String> escape) {
    return TemplateFunction.variadic(
        name,
        List.of(),
        ANY,
        (context, arguments) -> new Value.Text(escape.apply(Printer.print(shown(arguments)))));
  }

  /// As an action would show them: none is `<no value>`.
  private static List<Value> shown(List<Value> arguments) {
    return arguments.stream()
        .<Value>map(each -> each instanceof Value.None ? new Value.Text("<no value>") : each)
        .toList();
  }

  private static String html(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\0' -> escaped.append('\ufffd');
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  private static String javaScript(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\', '\'', '"' -> escaped.append('\\').append((char) c);
                case '<', '>', '&', '=' -> escaped.append(unicode(c));
                default -> {
                  boolean plain = c >= 0x80 ? GoUnicode.isPrint(c) : c >= ' ';
                  escaped.append(plain ? Character.toString(c) : unicode(c));
                }
              }
            });
    return escaped.toString();
  }

  private static String unicode(int point) {
    return String.format(Locale.ROOT, "\\u%04X", point);
  }
}
