package dev.firebucket.alerting.template.function;

import static dev.firebucket.alerting.template.function.Parameter.ANY;
import static dev.firebucket.alerting.template.function.Parameter.TEXT;

import dev.firebucket.alerting.template.format.GoFormat;
import dev.firebucket.alerting.template.format.GoPrinter;
import dev.firebucket.alerting.template.value.Value;
import java.util.List;

/// `print`, `printf`, `println`.
final class PrintFunctions {
  private PrintFunctions() {}

  static List<TemplateFunction> all() {
    return List.of(
        TemplateFunction.variadic(
            "print",
            List.of(),
            ANY,
            (context, arguments) -> new Value.Text(GoPrinter.print(arguments))),
        TemplateFunction.variadic(
            "println",
            List.of(),
            ANY,
            (context, arguments) -> new Value.Text(GoPrinter.printLine(arguments))),
        TemplateFunction.variadic(
            "printf",
            List.of(TEXT),
            ANY,
            (context, arguments) -> {
              String format = Arguments.text(arguments, 0);
              return new Value.Text(
                  GoFormat.format(format, arguments.subList(1, arguments.size())));
            }));
  }
}
