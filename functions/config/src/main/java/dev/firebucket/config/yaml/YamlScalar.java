package dev.firebucket.config.yaml;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A scalar. Its type is that of the field that takes it, as in go-yaml: `1` and `yes` are text
/// where text is wanted.
///
/// @param position of its first character
/// @param text the value with quotes and escapes resolved
/// @param plain whether it was written without quotes: only then it can be null, a number or a flag
public record YamlScalar(YamlPosition position, String text, boolean plain) implements YamlNode {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*");
  private static final Pattern RADIX =
      Pattern.compile("([-+]?)0(?:([xX][0-9a-fA-F_]+)|([bB][01_]+)|[oO]?([0-7_]+))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(nan|NaN|NAN)");

  boolean denotesNull() {
    return plain && NULLS.contains(text);
  }

  /// The value as a flag, empty if it is not a flag.
  public Optional<Boolean> asFlag() {
    if (plain && TRUE.contains(text)) {
      return Optional.of(true);
    }
    return plain && FALSE.contains(text) ? Optional.of(false) : Optional.empty();
  }

  /// The value as a whole number (decimal, `0x…`, `0b…`, `0o…` or with a leading 0), empty if it is
  /// not a 64-bit integer.
  public Optional<Long> asInteger() {
    if (!plain) {
      return Optional.empty();
    }
    try {
      var radix = RADIX.matcher(text);
      if (radix.matches()) {
        return Optional.of(ofRadix(radix));
      }
      return INTEGER.matcher(text).matches()
          ? Optional.of(Long.parseLong(text.replace("_", "")))
          : wholeFloat();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static long ofRadix(java.util.regex.Matcher radix) {
    String sign = radix.group(1).equals("-") ? "-" : "";
    if (radix.group(2) != null) {
      return Long.parseLong(sign + radix.group(2).substring(1).replace("_", ""), 16);
    }
    if (radix.group(3) != null) {
      return Long.parseLong(sign + radix.group(3).substring(1).replace("_", ""), 2);
    }
    return Long.parseLong(sign + radix.group(4).replace("_", ""), 8);
  }

  /// go-yaml takes `1e3` where a whole number is wanted, and cuts `1.5`.
  private Optional<Long> wholeFloat() {
    return asNumber().filter(number -> Math.abs(number) < 0x1p62).map(Double::longValue);
  }

  /// The value as a floating point number, empty if it is not a number.
  public Optional<Double> asNumber() {
    if (!plain) {
      return Optional.empty();
    }
    if (INFINITY.matcher(text).matches()) {
      return Optional.of(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    if (NOT_A_NUMBER.matcher(text).matches()) {
      return Optional.of(Double.NaN);
    }
    return FLOAT.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text.replace("_", "")))
        : Optional.empty();
  }

  private String tag() {
    if (denotesNull()) {
      return "!!null";
    }
    if (asFlag().isPresent()) {
      return "!!bool";
    }
    if (INTEGER.matcher(text).matches() && plain) {
      return "!!int";
    }
    return asNumber().isPresent() ? "!!float" : "!!str";
  }

  @Override
  public String described() {
    String shown = text.length() > 10 ? text.substring(0, 7) + "..." : text;
    return tag() + " `" + shown + "`";
  }
}
