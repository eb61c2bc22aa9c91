package dev.firebucket.go.fmt;

import dev.firebucket.go.time.DurationText;
import dev.firebucket.go.time.TimeLayout;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Prints values as Go's `fmt` package does: `print`, `println`, and each verb of `printf`.
public final class Printer {
  private Printer() {}

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
    if (value instanceof Value.None) {
      return "<no value>";
    }
    return value instanceof Value.Struct struct && struct.text() == null
        ? fields(struct, FormatSpec.PLAIN)
        : format(value, FormatSpec.PLAIN);
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
      case MapValue map -> map(map, spec);
      case Value.Slice slice -> list(slice.elements(), spec);
      case Value.Struct struct -> struct(struct, spec);
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

  private static String list(List<Value> elements, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "[", "]");
    elements.forEach(element -> text.add(format(element, spec)));
    return text.toString();
  }

  private static @Nullable String struct(Value.Struct struct, FormatSpec spec) {
    if (struct.text() != null) {
      return StringFormat.of(struct.text().get(), spec);
    }
    return (struct.pointer() ? "&" : "") + fields(struct, spec);
  }

  private static String fields(Value.Struct struct, FormatSpec spec) {
    StringJoiner text = new StringJoiner(" ", "{", "}");
    struct
        .fields()
        .forEach((name, value) -> text.add((spec.plus() ? name + ":" : "") + format(value, spec)));
    return text.toString();
  }
}
