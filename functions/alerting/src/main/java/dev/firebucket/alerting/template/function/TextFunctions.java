package dev.firebucket.alerting.template.function;

import static dev.firebucket.alerting.template.function.Parameter.TEXT;

import dev.firebucket.alerting.template.value.TextValue;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// `title`, `toUpper`, `toLower`.
final class TextFunctions {
  /// Signs that do not end a word when letters stand on both sides (Unicode's word boundaries).
  private static final String WITHIN_WORDS =
      "'.:\u00b7\u2019\u2018\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private TextFunctions() {}

  static List<TemplateFunction> all() {
    return List.of(
        mapping("title", TextFunctions::title),
        mapping("toUpper", text -> text.toUpperCase(Locale.ROOT)),
        mapping("toLower", text -> text.toLowerCase(Locale.ROOT)));
  }

  private static TemplateFunction mapping(String name, UnaryOperator<String> change) {
    return TemplateFunction.of(
        name,
        List.of(TEXT),
        (context, arguments) -> new TextValue(change.apply(Arguments.text(arguments, 0))));
  }

  /// Each word with a capital in front, the rest as it is.
  private static String title(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder titled = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < points.length; i++) {
      boolean letter = Character.isLetter(points[i]);
      titled.appendCodePoint(letter && !within ? Character.toTitleCase(points[i]) : points[i]);
      within = letter || (within && continuesWord(points, i)) || isJoiner(points[i], within);
    }
    return titled.toString();
  }

  private static boolean isJoiner(int point, boolean within) {
    boolean mark = Character.getType(point) == Character.NON_SPACING_MARK;
    return within
        && (mark
            || Character.isDigit(point)
            || Character.getType(point) == Character.CONNECTOR_PUNCTUATION);
  }

  private static boolean continuesWord(int[] points, int at) {
    return WITHIN_WORDS.indexOf(points[at]) >= 0
        && at + 1 < points.length
        && Character.isLetter(points[at + 1])
        && at > 0
        && Character.isLetterOrDigit(points[at - 1]);
  }
}
