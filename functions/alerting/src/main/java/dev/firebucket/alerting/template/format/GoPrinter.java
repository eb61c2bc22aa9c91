package dev.firebucket.alerting.template.format;

import dev.firebucket.alerting.template.value.MapValue;
import dev.firebucket.alerting.template.value.Value;
import dev.firebucket.go.time.DurationText;
import dev.firebucket.go.time.TimeLayout;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Prints values as Go's `fmt` package does: `print`, `println`, and each verb of `printf`.
public final class GoPrinter {
  private GoPrinter() {}

  /// What `print` gives: a space between two neighbours of which neither is a string.
  public static String print(List<Value> values) {
    StringBuilder text = new StringBuilder();
    boolean afterString = true;
    for (Value value : values) {
      boolean string = value instanceof Value.Text || value instanceof Value.Html;
      if (!string && !afterString) {
        text.append(' ');
      }
      text.append(format(value, FormatSpec.PLAIN));
      afterString = string;
    }
    return text.toString();
  }

  /// What `println` gives: a space between all, a newline at the end.
  public static String printLine(List<Value> values) {
    StringJoiner text = new StringJoiner(" ", "", "\n");
    values.forEach(value -> text.add(format(value, FormatSpec.PLAIN)));
    return text.toString();
  }

  /// What an action `{{ value }}` writes: what stands behind a pointer, and `<no value>` for none.
  public static String display(Value value) {
    return switch (value) {
      case Value.None none -> "<no value>";
      case Value.Sample sample -> fields(sample, FormatSpec.PLAIN);
      default -> format(value, FormatSpec.PLAIN);
    };
  }

  /// One argument of `printf` under its verb. A verb that does not fit is written out as Go does:
  /// `%!d(string=hi)`.
  static String format(Value value, FormatSpec spec) {
    if (spec.verb() == 'T') {
      return spec.withVerb('s').pad(value.typeName());
    }
    if (value instanceof Value.None) {
      return spec.verb() == 'v'
          ? spec.pad("<nil>")
          : "%!" + Character.toString(spec.verb()) + "(<nil>)";
    }
    String text = fitting(value, spec);
    return text == null ? badVerb(value, spec) : text;
  }

  private static String badVerb(Value value, FormatSpec spec) {
    return "%!"
        + Character.toString(spec.verb())
        + "("
        + value.typeName()
        + "="
        + format(value, spec.withVerb('v'))
        + ")";
  }

  private static @Nullable String fitting(Value value, FormatSpec spec) {
    return switch (value) {
      case Value.None none -> spec.pad("<nil>");
      case Value.Bool bool ->
          spec.verb() == 't' || spec.verb() == 'v'
              ? spec.pad(Boolean.toString(bool.value()))
              : null;
      case Value.Octet number -> NumberFormat.of(number.value(), spec);
      case Value.Whole number -> NumberFormat.of(number.value(), spec);
      case Value.Real number -> NumberFormat.of(number.value(), spec);
      case Value.Text text -> StringFormat.of(text.text(), spec);
      case Value.Html html -> StringFormat.of(html.text(), spec);
      case Value.NamedWhole named -> stringer(named.text(), named.value(), spec);
      case Value.Duration duration ->
          stringer(DurationText.of(duration.nanos()), duration.nanos(), spec);
      case Value.Time time -> StringFormat.of(TimeLayout.print(time.time()), spec);
      case Value.Histogram histogram ->
          StringFormat.of(HistogramText.of(histogram.histogram()), spec);
      case MapValue map -> map(map, spec);
      case Value.Vector vector -> list(vector.samples(), spec);
      case Value.Sample sample -> "&" + fields(sample, spec);
      case Value.Alert data -> fields(data, spec);
    };
  }

  private static @Nullable String stringer(String text, long number, FormatSpec spec) {
    String named = StringFormat.of(text, spec);
    return named == null ? NumberFormat.of(number, spec) : named;
  }

  private static String map(MapValue map, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "map[", "]");
    map.entries()
        .forEach(
            (key, value) ->
                text.add(format(new Value.Text(key), spec) + ":" + format(value, spec)));
    return text.toString();
  }

  private static String list(List<Value.Sample> samples, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "[", "]");
    samples.forEach(sample -> text.add(format(sample, spec)));
    return text.toString();
  }

  private static String fields(Value.Sample sample, FormatSpec spec) {
    Function<String, String> name = field -> spec.plus() ? field + ":" : "";
    return "{"
        + name.apply("Labels")
        + format(sample.labels(), spec)
        + " "
        + name.apply("Value")
        + format(sample.value(), spec)
        + "}";
  }

  private static String fields(Value.Alert data, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "{", "}");
    Function<String, String> name = field -> spec.plus() ? field + ":" : "";
    text.add(name.apply("Labels") + format(data.labels(), spec));
    text.add(name.apply("ExternalLabels") + format(data.externalLabels(), spec));
    text.add(name.apply("ExternalURL") + format(data.externalUrl(), spec));
    text.add(name.apply("Value") + format(data.value(), spec));
    return text.toString();
  }
}
