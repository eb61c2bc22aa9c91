package dev.firebucket.go.time;

import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/// Times as Go's `time` package writes them. All times are UTC.
///
/// Source: <https://pkg.go.dev/time#Time.Format>.
public final class TimeLayout {
  /// The pieces of a layout, each before those that it begins with.
  private static final List<String> PIECES =
      List.of(
          "January",
          "Jan",
          "Monday",
          "Mon",
          "MST",
          "2006",
          "002",
          "__2",
          "01",
          "02",
          "03",
          "04",
          "05",
          "06",
          "15",
          "PM",
          "pm",
          "Z07:00:00",
          "Z070000",
          "Z07:00",
          "Z0700",
          "Z07",
          "-07:00:00",
          "-070000",
          "-07:00",
          "-0700",
          "-07",
          "_2",
          "1",
          "2",
          "3",
          "4",
          "5");

  private TimeLayout() {}

  /// What printing a time gives: `2015-07-01 20:10:51 +0000 UTC`, fractions of a second where there
  /// are any.
  public static String print(OffsetDateTime time) {
    return format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
  }

  /// Writes a time in a layout made of the reference time `Mon Jan 2 15:04:05 MST 2006`.
  public static String format(OffsetDateTime time, String layout) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < layout.length()) {
      int fraction = fractionLength(layout, at);
      if (fraction > 0) {
        text.append(fraction(time, layout.substring(at, at + fraction)));
        at += fraction;
        continue;
      }
      String piece = pieceAt(layout, at);
      text.append(piece.isEmpty() ? String.valueOf(layout.charAt(at)) : write(time, piece));
      at += Math.max(piece.length(), 1);
    }
    return text.toString();
  }

  private static String pieceAt(String layout, int at) {
    for (String piece : PIECES) {
      if (layout.startsWith(piece, at) && !isPartOfWord(layout, at, piece)) {
        return layout.startsWith("_2006", at) ? "" : piece;
      }
    }
    return "";
  }

  /// `Jan` and `Mon` in front of a small letter are part of another word.
  private static boolean isPartOfWord(String layout, int at, String piece) {
    int after = at + piece.length();
    return (piece.equals("Jan") || piece.equals("Mon"))
        && after < layout.length()
        && Character.isLowerCase(layout.charAt(after));
  }

  /// The length of `.000` or `,999`, which stand for fractions of a second; 0 elsewhere.
  private static int fractionLength(String layout, int at) {
    char mark = layout.charAt(at);
    if ((mark != '.' && mark != ',') || at + 1 >= layout.length()) {
      return 0;
    }
    char digit = layout.charAt(at + 1);
    if (digit != '0' && digit != '9') {
      return 0;
    }
    int end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    return end < layout.length() && Character.isDigit(layout.charAt(end)) ? 0 : end - at;
  }

  private static String fraction(OffsetDateTime time, String piece) {
    String nanos = String.format(Locale.ROOT, "%09d", time.getNano());
    String digits = nanos.substring(0, Math.min(piece.length() - 1, nanos.length()));
    if (piece.charAt(1) == '9') {
      digits = digits.replaceAll("0+$", "");
      return digits.isEmpty() ? "" : piece.charAt(0) + digits;
    }
    return piece.charAt(0) + digits + "0".repeat(piece.length() - 1 - digits.length());
  }

  private static String write(OffsetDateTime time, String piece) {
    int twelve = (time.getHour() + 11) % 12 + 1;
    return switch (piece) {
      case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MST" -> "UTC";
      case "2006" -> padded(time.getYear(), 4, '0');
      case "06" -> padded(time.getYear() % 100, 2, '0');
      case "01" -> padded(time.getMonthValue(), 2, '0');
      case "1" -> String.valueOf(time.getMonthValue());
      case "002" -> padded(time.getDayOfYear(), 3, '0');
      case "__2" -> padded(time.getDayOfYear(), 3, ' ');
      case "02" -> padded(time.getDayOfMonth(), 2, '0');
      case "_2" -> padded(time.getDayOfMonth(), 2, ' ');
      case "2" -> String.valueOf(time.getDayOfMonth());
      case "15" -> padded(time.getHour(), 2, '0');
      case "03" -> padded(twelve, 2, '0');
      case "3" -> String.valueOf(twelve);
      case "04" -> padded(time.getMinute(), 2, '0');
      case "4" -> String.valueOf(time.getMinute());
      case "05" -> padded(time.getSecond(), 2, '0');
      case "5" -> String.valueOf(time.getSecond());
      case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
      case "pm" -> time.getHour() >= 12 ? "pm" : "am";
      default -> piece.startsWith("Z") ? "Z" : piece.replace('-', '+').replace('7', '0');
    };
  }

  private static String padded(int number, int width, char with) {
    String digits = String.valueOf(Math.abs(number));
    String zeros = String.valueOf(with).repeat(Math.max(width - digits.length(), 0));
    return (number < 0 ? "-" : "") + zeros + digits;
  }
}
