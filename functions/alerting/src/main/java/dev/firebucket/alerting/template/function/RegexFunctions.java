package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.TEXT;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.firebucket.go.regexp.BoundedRegex;
import dev.firebucket.go.regexp.ReplacementTemplate;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.value.Value;
import java.util.List;

/// `match` and `reReplaceAll`, on RE2 as in Go: linear in the text, not anchored.
final class RegexFunctions {
  private RegexFunctions() {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        TemplateFunction.of(
            "match",
            List.of(TEXT, TEXT),
            (context, arguments) -> {
              Pattern pattern = compile(Arguments.text(arguments, 0), "");
              return new Value.Bool(pattern.matcher(Arguments.text(arguments, 1)).find());
            }),
        TemplateFunction.of(
            "reReplaceAll",
            List.of(TEXT, TEXT, TEXT),
            (context, arguments) -> {
              String expression = Arguments.text(arguments, 0);
              Pattern pattern = compile(expression, "regexp: Compile(`" + expression + "`): ");
              return new Value.Text(
                  new ReplacementTemplate(Arguments.text(arguments, 1))
                      .replaceAll(pattern, Arguments.text(arguments, 2)));
            }));
  }

  private static Pattern compile(String expression, String prefix) throws FunctionException {
    try {
      return BoundedRegex.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new FunctionException(
          prefix + "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`", e);
    }
  }
}
