package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.text.LetterCase;
import dev.firebucket.go.text.TitleCase;
import dev.firebucket.go.value.Value;
import java.util.List;
import java.util.function.UnaryOperator;

/// `title`, `toUpper`, `toLower`.
final class TextFunctions {
  private TextFunctions() {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        mapping("title", TitleCase::of),
        mapping("toUpper", LetterCase::upper),
        mapping("toLower", LetterCase::lower));
  }

  private static TemplateFunction<FunctionContext> mapping(
      String name, UnaryOperator<String> change) {
    return TemplateFunction.of(
        name,
        List.of(TEXT),
        (context, arguments) -> new Value.Text(change.apply(Arguments.text(arguments, 0))));
  }
}
