package dev.firebucket.go.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.go.GoTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextBesideGoTest {
  @Test
  void textIsQuotedAsGoQuotesIt() {
    for (String[] row : GoTable.rows("text/quote.txt")) {
      byte[] bytes = GoTable.bytes(row[0]);
      String text = Utf8.decode(bytes, 0, bytes.length);
      assertThat(List.of(Quote.string(text), Quote.ascii(text), "" + Quote.canBackquote(text)))
          .as(row[0])
          .containsExactly(row[1], row[2], row[3]);
    }
  }

  @Test
  void charactersAreQuotedAsGoQuotesThem() {
    for (String[] row : GoTable.rows("text/quote-rune.txt")) {
      int point = Integer.parseInt(row[0], 16);
      assertThat(
              List.of(Quote.character(point), Quote.asciiCharacter(point), Quote.codePoint(point)))
          .containsExactly(row[1], row[2], row[3]);
    }
  }

  @Test
  void theEndOfATextIsShownAsTheReplacementCharacter() {
    assertThat(Quote.character(-1)).isEqualTo("'\ufffd'");
    assertThat(Quote.string("\ud800")).isEqualTo("\"\ufffd\"");
  }

  @Test
  void aPrefixIsCutBetweenCharacters() {
    assertThat(Quote.prefix("😀😀😀", 2)).isEqualTo("\"😀😀\"");
  }

  @Test
  void literalsStandForTheBytesOfGo() {
    assertThat(GoTable.differences("text/unquote.txt", row -> unquoted(row[0]))).isEmpty();
  }

  private static String unquoted(String literal) {
    try {
      char quote = literal.charAt(0);
      String body = literal.substring(1, literal.length() - 1);
      byte[] bytes =
          switch (quote) {
            case '"' -> Unquote.escaped(body, quote);
            case '\'' ->
                Character.toString(Unquote.character(literal)).getBytes(StandardCharsets.UTF_8);
            default -> Unquote.string(literal).getBytes(StandardCharsets.UTF_8);
          };
      return GoTable.hexadecimal(bytes);
    } catch (IllegalArgumentException e) {
      return "syntax";
    }
  }

  @Test
  void aCharacterConstantHasOneCharacter() {
    assertThatThrownBy(() -> Unquote.character("'ab'"))
        .hasMessage("malformed character constant: 'ab'");
  }

  @Test
  void lettersChangeTheirCaseOneByOne() {
    for (String[] row : GoTable.rows("text/case.txt")) {
      String text = GoTable.text(row[0]);
      assertThat(List.of(LetterCase.upper(text), LetterCase.lower(text)))
          .as(text)
          .containsExactly(GoTable.text(row[1]), GoTable.text(row[2]));
    }
  }

  @Test
  void wordsBeginWithCapitalsWhereGosTextPackageSaysSo() {
    assertThat(
            GoTable.differences(
                "text/title.txt",
                row ->
                    GoTable.hexadecimal(
                        TitleCase.of(GoTable.text(row[0])).getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
  }

  @Test
  void everyCharacterHasThePropertiesOfGo() {
    for (String[] row : GoTable.rows("text/unicode.txt")) {
      String[] cells = row[0].split(" ");
      if (cells.length != 3) {
        continue;
      }
      int last = Integer.parseInt(cells[1], 16);
      for (int point = Integer.parseInt(cells[0], 16); point <= last; point++) {
        assertThat(properties(point)).as("U+%04X", point).isEqualTo(Integer.parseInt(cells[2], 16));
      }
    }
  }

  private static int properties(int point) {
    return (GoUnicode.isPrint(point) ? 1 : 0)
        | (GoUnicode.isLetter(point) ? 2 : 0)
        | (GoUnicode.isDigit(point) ? 4 : 0)
        | (GoUnicode.isSpace(point) ? 8 : 0);
  }

  @Test
  void everyLetterHasTheCasesOfGo() {
    List<String> mapped =
        GoTable.rows("text/unicode.txt").stream()
            .map(row -> row[0])
            .filter(row -> row.split(" ").length == 4)
            .toList();
    assertThat(
            java.util.stream.IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(p -> upper(p) != p || lower(p) != p || GoUnicode.toTitle(p) != p)
                .mapToObj(
                    p -> "%x %x %x %x".formatted(p, upper(p), lower(p), GoUnicode.toTitle(p))))
        .containsExactlyElementsOf(mapped);
  }

  private static int upper(int point) {
    return GoUnicode.toUpper(point);
  }

  private static int lower(int point) {
    return GoUnicode.toLower(point);
  }
}
