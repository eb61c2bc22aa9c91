package dev.firebucket.go.fmt;

import dev.firebucket.go.text.Quote;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Strings under a verb, as Go's `fmt` writes them. A verb that does not fit gives null.
final class StringFormat {
  private StringFormat() {}

  static @Nullable String of(String text, FormatSpec spec) {
    return switch (spec.verb()) {
      case 'v' -> spec.sharp() ? quoted(text, spec) : spec.pad(cut(text, spec));
      case 's' -> spec.pad(cut(text, spec));
      case 'q' -> quoted(text, spec);
      case 'x' -> spec.pad(hexadecimal(text, spec, HexFormat.of()));
      case 'X' -> spec.pad(hexadecimal(text, spec, HexFormat.of().withUpperCase()));
      default -> null;
    };
  }

  private static String cut(String text, FormatSpec spec) {
    int points = text.codePointCount(0, text.length());
    return spec.precision() == FormatSpec.NONE || spec.precision() >= points
        ? text
        : text.substring(0, text.offsetByCodePoints(0, spec.precision()));
  }

  private static String quoted(String text, FormatSpec spec) {
    String part = cut(text, spec);
    if (spec.sharp() && Quote.canBackquote(part)) {
      return spec.pad('`' + part + '`');
    }
    return spec.pad(spec.plus() ? Quote.ascii(part) : Quote.string(part));
  }

  private static String hexadecimal(String text, FormatSpec spec, HexFormat form) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length =
        spec.precision() == FormatSpec.NONE
            ? bytes.length
            : Math.min(bytes.length, spec.precision());
    if (length == 0) {
      return "";
    }
    String prefix = !spec.sharp() ? "" : spec.verb() == 'X' ? "0X" : "0x";
    if (!spec.space()) {
      return prefix + form.formatHex(bytes, 0, length);
    }
    StringJoiner joined = new StringJoiner(" ");
    for (int i = 0; i < length; i++) {
      joined.add(prefix + form.toHexDigits(bytes[i]));
    }
    return joined.toString();
  }
}
