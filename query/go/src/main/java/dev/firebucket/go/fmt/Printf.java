package dev.firebucket.go.fmt;

import dev.firebucket.go.value.Value;
import java.util.List;
import java.util.StringJoiner;

/// `printf`: a format with verbs over its arguments (Go's `fmt.Sprintf`). Mistakes never fail; they
/// are written into the text as Go does: `%!d(MISSING)`, `%!(EXTRA int=1)`.
///
/// One object formats once.
public final class Printf {
  /// The widest field and the highest precision.
  private static final int LARGEST = 1_000_000;

  private final String format;
  private final List<Value> arguments;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private int argument;
  private boolean reordered;
  private boolean afterIndex;
  private boolean goodIndex;

  private Printf(String format, List<Value> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /// Formats.
  public static String format(String format, List<Value> arguments) {
    return new Printf(format, arguments).run();
  }

  private String run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        text.append(format, at, format.length());
        break;
      }
      text.append(format, at, percent);
      at = percent + 1;
      directive();
    }
    if (!reordered && argument < arguments.size()) {
      extra();
    }
    return text.toString();
  }

  private void directive() {
    goodIndex = true;
    afterIndex = false;
    String flags = flags();
    index();
    int width = width();
    boolean negativeWidth = width < FormatSpec.NONE;
    int precision = precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      text.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    write(
        new FormatSpec(
            flags.contains("+"),
            flags.contains("-") || negativeWidth,
            flags.contains("#"),
            flags.contains(" "),
            flags.contains("0") && !flags.contains("-") && !negativeWidth,
            negativeWidth ? -(width + 1) : width,
            precision,
            verb));
  }

  private void write(FormatSpec spec) {
    String verb = Character.toString(spec.verb());
    if (spec.verb() == '%') {
      text.append('%');
    } else if (!goodIndex) {
      text.append("%!").append(verb).append("(BADINDEX)");
    } else if (argument >= arguments.size()) {
      text.append("%!").append(verb).append("(MISSING)");
    } else {
      text.append(Printer.format(arguments.get(argument++), spec));
    }
  }

  private String flags() {
    int start = at;
    while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    return format.substring(start, at);
  }

  /// An explicit index, `[2]`, which begins at 1.
  private void index() {
    if (at >= format.length() || format.charAt(at) != '[') {
      afterIndex = false;
      return;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    String digits = close < 0 ? "" : format.substring(at + 1, close);
    at = close < 0 ? at + 1 : close + 1;
    boolean number = digits.matches("[0-9]{1,6}");
    int index = number ? Integer.parseInt(digits) - 1 : -1;
    if (index >= 0 && index < arguments.size()) {
      argument = index;
      afterIndex = true;
      return;
    }
    goodIndex = false;
    afterIndex = number;
  }

  /// The width; a negative one of an argument (pad on the right) comes back as `-width - 1`.
  private int width() {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      afterIndex = false;
      long width = integerArgument();
      if (width == Long.MIN_VALUE) {
        text.append("%!(BADWIDTH)");
        return FormatSpec.NONE;
      }
      return (int) (width < 0 ? width - 1 : width);
    }
    int width = number();
    if (afterIndex && width != FormatSpec.NONE) {
      goodIndex = false;
    }
    return width;
  }

  private int precision() {
    if (at + 1 >= format.length() || format.charAt(at) != '.') {
      return FormatSpec.NONE;
    }
    at++;
    if (afterIndex) {
      goodIndex = false;
    }
    index();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      afterIndex = false;
      long precision = integerArgument();
      if (precision < 0) {
        text.append("%!(BADPREC)");
        return FormatSpec.NONE;
      }
      return (int) precision;
    }
    int precision = number();
    return precision == FormatSpec.NONE ? 0 : precision;
  }

  /// Digits, or [FormatSpec#NONE] where there are none. Too large a number ends the format.
  private int number() {
    int start = at;
    long number = 0;
    while (at < format.length() && Character.digit(format.charAt(at), 10) >= 0) {
      number = number * 10 + (format.charAt(at) - '0');
      if (number > LARGEST * 10L) {
        at = format.length();
        return FormatSpec.NONE;
      }
      at++;
    }
    return at == start ? FormatSpec.NONE : (int) Math.min(number, LARGEST);
  }

  private long integerArgument() {
    Value value = argument < arguments.size() ? arguments.get(argument) : Value.None.NONE;
    argument = Math.min(argument + 1, arguments.size());
    long number =
        value instanceof Value.NamedWhole named
            ? named.value()
            : value.integer().orElse(Long.MIN_VALUE);
    return Math.abs(number) > LARGEST ? Long.MIN_VALUE : number;
  }

  private void extra() {
    StringJoiner joined = new StringJoiner(", ", "%!(EXTRA ", ")");
    for (Value value : arguments.subList(argument, arguments.size())) {
      joined.add(
          value instanceof Value.None
              ? "<nil>"
              : value.typeName() + "=" + Printer.format(value, FormatSpec.PLAIN));
    }
    text.append(joined);
  }
}
