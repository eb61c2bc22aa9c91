package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.ANY;
import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.go.number.Truncation;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.go.value.Value;
import java.util.List;

/// `toTime`, `toDuration`, `now`, `parseDuration`.
final class TimeFunctions {
  private TimeFunctions() {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        TemplateFunction.of(
            "toTime",
            List.of(ANY),
            (context, arguments) ->
                new Value.Time(
                    Conversions.toTime(Conversions.toFloat(arguments.getFirst())), true)),
        TemplateFunction.of(
            "toDuration",
            List.of(ANY),
            (context, arguments) ->
                new Value.Duration(
                    Truncation.toInt64(Conversions.toFloat(arguments.getFirst()) * 1e9), true)),
        TemplateFunction.of(
            "now",
            List.of(),
            (context, arguments) -> new Value.Real(context.timeMillis() / 1000.0)),
        TemplateFunction.of(
            "parseDuration",
            List.of(TEXT),
            (context, arguments) -> new Value.Real(seconds(Arguments.text(arguments, 0)))));
  }

  private static double seconds(String duration) throws FunctionException {
    boolean negative = duration.startsWith("-");
    try {
      double seconds =
          PrometheusDuration.parse(negative ? duration.substring(1) : duration).toMillis() / 1000.0;
      return negative ? -seconds : seconds;
    } catch (IllegalArgumentException e) {
      throw new FunctionException(String.valueOf(e.getMessage()), e);
    }
  }
}
