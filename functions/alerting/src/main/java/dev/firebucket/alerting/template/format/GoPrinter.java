package dev.firebucket.alerting.template.format;

import dev.firebucket.alerting.template.value.AlertData;
import dev.firebucket.alerting.template.value.BooleanValue;
import dev.firebucket.alerting.template.value.ByteValue;
import dev.firebucket.alerting.template.value.DurationValue;
import dev.firebucket.alerting.template.value.FloatValue;
import dev.firebucket.alerting.template.value.HistogramValue;
import dev.firebucket.alerting.template.value.HtmlValue;
import dev.firebucket.alerting.template.value.IntegerValue;
import dev.firebucket.alerting.template.value.MapValue;
import dev.firebucket.alerting.template.value.NamedInteger;
import dev.firebucket.alerting.template.value.NoValue;
import dev.firebucket.alerting.template.value.SampleValue;
import dev.firebucket.alerting.template.value.SampleVector;
import dev.firebucket.alerting.template.value.TextValue;
import dev.firebucket.alerting.template.value.TimeValue;
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
      boolean string = value instanceof TextValue || value instanceof HtmlValue;
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
      case NoValue none -> "<no value>";
      case SampleValue sample -> fields(sample, FormatSpec.PLAIN);
      default -> format(value, FormatSpec.PLAIN);
    };
  }

  /// One argument of `printf` under its verb. A verb that does not fit is written out as Go does:
  /// `%!d(string=hi)`.
  static String format(Value value, FormatSpec spec) {
    if (spec.verb() == 'T') {
      return spec.withVerb('s').pad(value.typeName());
    }
    if (value instanceof NoValue) {
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
      case NoValue none -> spec.pad("<nil>");
      case BooleanValue bool ->
          spec.verb() == 't' || spec.verb() == 'v'
              ? spec.pad(Boolean.toString(bool.value()))
              : null;
      case ByteValue number -> NumberFormat.of(number.value(), spec);
      case IntegerValue number -> NumberFormat.of(number.value(), spec);
      case FloatValue number -> NumberFormat.of(number.value(), spec);
      case TextValue text -> StringFormat.of(text.text(), spec);
      case HtmlValue html -> StringFormat.of(html.text(), spec);
      case NamedInteger named -> stringer(named.text(), named.value(), spec);
      case DurationValue duration ->
          stringer(DurationText.of(duration.nanos()), duration.nanos(), spec);
      case TimeValue time -> StringFormat.of(TimeLayout.print(time.time()), spec);
      case HistogramValue histogram ->
          StringFormat.of(HistogramText.of(histogram.histogram()), spec);
      case MapValue map -> map(map, spec);
      case SampleVector vector -> list(vector.samples(), spec);
      case SampleValue sample -> "&" + fields(sample, spec);
      case AlertData data -> fields(data, spec);
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
            (key, value) -> text.add(format(new TextValue(key), spec) + ":" + format(value, spec)));
    return text.toString();
  }

  private static String list(List<SampleValue> samples, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "[", "]");
    samples.forEach(sample -> text.add(format(sample, spec)));
    return text.toString();
  }

  private static String fields(SampleValue sample, FormatSpec spec) {
    Function<String, String> name = field -> spec.plus() ? field + ":" : "";
    return "{"
        + name.apply("Labels")
        + format(sample.labels(), spec)
        + " "
        + name.apply("Value")
        + format(sample.value(), spec)
        + "}";
  }

  private static String fields(AlertData data, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "{", "}");
    Function<String, String> name = field -> spec.plus() ? field + ":" : "";
    text.add(name.apply("Labels") + format(data.labels(), spec));
    text.add(name.apply("ExternalLabels") + format(data.externalLabels(), spec));
    text.add(name.apply("ExternalURL") + format(data.externalUrl(), spec));
    text.add(name.apply("Value") + format(data.value(), spec));
    return text.toString();
  }
}
