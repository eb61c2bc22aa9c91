package dev.firebucket.go.template.function;

import static dev.firebucket.go.template.function.Parameter.ANY;
import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.fmt.Printf;
import dev.firebucket.go.value.Value;
import java.util.List;

/// `print`, `printf`, `println`.
final class PrintFunctions {
  private PrintFunctions() {}

  static <C> List<TemplateFunction<C>> all() {
    return List.of(
        TemplateFunction.variadic(
            "print",
            List.of(),
            ANY,
            (context, arguments) -> new Value.Text(Printer.print(arguments))),
        TemplateFunction.variadic(
            "println",
            List.of(),
            ANY,
            (context, arguments) -> new Value.Text(Printer.printLine(arguments))),
        TemplateFunction.variadic(
            "printf",
            List.of(TEXT),
            ANY,
            (context, arguments) -> {
              String format = ((Value.Text) arguments.getFirst()).text();
              return new Value.Text(Printf.format(format, arguments.subList(1, arguments.size())));
            }));
  }
}
