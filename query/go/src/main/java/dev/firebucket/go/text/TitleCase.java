package dev.firebucket.go.text;

import java.util.Locale;
import java.util.Map;

/// Each word with a capital in front, the rest as it is: `cases.Title(…, cases.NoLower)` of
/// `golang.org/x/text`, which Prometheus' templates use. Unlike the simple cases of letters, one
/// letter may become several: `ßa` is `Ssa`.
///
/// Where words end follows that package's approximation of Unicode's rules. Source:
/// <https://pkg.go.dev/golang.org/x/text/cases>.
public final class TitleCase {
  /// Signs that do not end a word unless two of them stand together (Unicode's MidLetter, MidNumLet
  /// and Single_Quote).
  private static final String WITHIN_WORDS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  /// Titles of several letters that do not follow from the letter's upper case.
  private static final Map<Integer, String> SPECIAL = Map.of(0x149, "ʼN");

  /// A sign that Hebrew writes between letters.
  private static final int GERESH = 0x5f3;

  /// Katakana's signs for a long vowel, which are of no script.
  private static final int PROLONGED_SOUND = 0x30fc;

  private static final int HALFWIDTH_PROLONGED_SOUND = 0xff70;

  private static final int IOTA = 0x399;
  private static final int IOTA_SUBSCRIPT = 0x345;

  private TitleCase() {}

  /// The text with its words begun by capitals.
  public static String of(String text) {
    StringBuilder titled = new StringBuilder(text.length());
    boolean withinWord = false;
    boolean afterSign = false;
    for (int point : text.codePoints().toArray()) {
      boolean sign = WITHIN_WORDS.indexOf(point) >= 0;
      withinWord &= !(sign && afterSign);
      if (isCased(point)) {
        titled.append(withinWord ? Character.toString(point) : title(point));
        withinWord = true;
      } else {
        titled.appendCodePoint(point);
        withinWord &= sign || continuesWord(point);
      }
      afterSign = sign;
    }
    return titled.toString();
  }

  private static boolean isCased(int point) {
    return Character.isLowerCase(point)
        || Character.isUpperCase(point)
        || Character.isTitleCase(point);
  }

  /// Letters of scripts that write words apart, numbers, marks, underscores and invisible signs.
  private static boolean continuesWord(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.CONNECTOR_PUNCTUATION,
          Character.FORMAT ->
          point != 0x200b;
      default -> point == GERESH || (Character.isAlphabetic(point) && !isWithoutWords(point));
    };
  }

  /// Letters between which any place may be the end of a word.
  private static boolean isWithoutWords(int point) {
    return Character.isIdeographic(point)
        || point == PROLONGED_SOUND
        || point == HALFWIDTH_PROLONGED_SOUND
        || switch (Character.UnicodeScript.of(point)) {
          case HIRAGANA, KATAKANA, THAI, LAO, MYANMAR, KHMER, TAI_LE, NEW_TAI_LUE -> true;
          default -> false;
        };
  }

  private static String title(int point) {
    String letter = Character.toString(point);
    int simple = GoUnicode.toTitle(point);
    String upper = letter.toUpperCase(Locale.ROOT);
    if (SPECIAL.containsKey(point)) {
      return SPECIAL.get(point);
    }
    if (simple != point || upper.codePointCount(0, upper.length()) == 1) {
      return Character.toString(simple);
    }
    StringBuilder title = new StringBuilder().appendCodePoint(upper.codePointAt(0));
    upper
        .codePoints()
        .skip(1)
        .map(next -> next == IOTA && point >= 0x1f80 ? IOTA_SUBSCRIPT : GoUnicode.toLower(next))
        .forEach(title::appendCodePoint);
    return title.toString();
  }
}
