package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.ANY;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.number.Truncation;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.time.TimeLayout;
import dev.firebucket.go.value.Value;
import java.util.List;

/// `humanize`, `humanize1024`, `humanizeDuration`, `humanizePercentage`, `humanizeTimestamp`.
final class HumanizeFunctions {
  private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
  private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
  private static final List<String> BINARY =
      List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");

  private HumanizeFunctions() {}

  private interface Form {
    String of(double value) throws FunctionException;
  }

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        form("humanize", HumanizeFunctions::humanize),
        form("humanize1024", HumanizeFunctions::humanize1024),
        form("humanizeDuration", HumanizeFunctions::duration),
        form("humanizePercentage", value -> short4(value * 100) + "%"),
        form("humanizeTimestamp", HumanizeFunctions::timestamp));
  }

  private static TemplateFunction<FunctionContext> form(String name, Form form) {
    return TemplateFunction.of(
        name,
        List.of(ANY),
        (context, arguments) -> new Value.Text(form.of(Conversions.toFloat(arguments.getFirst()))));
  }

  private static String short4(double value) {
    return FloatText.format(value, 'g', 4);
  }

  private static String humanize(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return short4(value);
    }
    return Math.abs(value) >= 1 ? divided(value, 1000, LARGE) : multiplied(value);
  }

  private static String humanize1024(double value) {
    return Math.abs(value) <= 1 || !Double.isFinite(value)
        ? short4(value)
        : divided(value, 1024, BINARY);
  }

  private static String divided(double value, double base, List<String> prefixes) {
    double rest = value;
    String prefix = "";
    for (String next : prefixes) {
      if (Math.abs(rest) < base) {
        break;
      }
      prefix = next;
      rest /= base;
    }
    return short4(rest) + prefix;
  }

  private static String multiplied(double value) {
    double rest = value;
    String prefix = "";
    for (String next : SMALL) {
      if (Math.abs(rest) >= 1) {
        break;
      }
      prefix = next;
      rest *= 1000;
    }
    return short4(rest) + prefix;
  }

  private static String duration(double value) {
    if (!Double.isFinite(value)) {
      return short4(value);
    }
    if (value == 0) {
      return short4(value) + "s";
    }
    if (Math.abs(value) < 1) {
      return multiplied(value) + "s";
    }
    String sign = value < 0 ? "-" : "";
    long whole = Truncation.toInt64(Math.abs(value));
    long seconds = whole % 60;
    long minutes = whole / 60 % 60;
    long hours = whole / 3600 % 24;
    long days = whole / 86_400;
    if (days != 0) {
      return sign + days + "d " + hours + "h " + minutes + "m " + seconds + "s";
    }
    if (hours != 0) {
      return sign + hours + "h " + minutes + "m " + seconds + "s";
    }
    return minutes != 0
        ? sign + minutes + "m " + seconds + "s"
        : sign + short4(Math.abs(value)) + "s";
  }

  private static String timestamp(double value) throws FunctionException {
    return Double.isFinite(value) ? TimeLayout.print(Conversions.toTime(value)) : short4(value);
  }
}
