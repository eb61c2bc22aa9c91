package dev.firebucket.query.parser;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.SourceRange;
import java.nio.charset.StandardCharsets;

/// A word, sign or literal of a query.
///
/// @param text as written, quotes included
/// @param start first character, in UTF-16 code units of the query
record Token(TokenType type, String text, int start) {
  private static final int LONGEST_QUOTED = 10;

  int end() {
    return start + text.length();
  }

  SourceRange range() {
    return new SourceRange(start, end());
  }

  /// What error messages call it: `identifier "foo"`, `<op:+>`, `end of input`.
  String description() {
    return switch (type.family()) {
      case LITERAL -> literal();
      case OPERATOR -> "<op:" + text + ">";
      case AGGREGATOR -> "<aggr:" + text + ">";
      case KEYWORD -> "<" + text + ">";
      case PUNCTUATION, TIME_FUNCTION -> quoted();
    };
  }

  private String literal() {
    return switch (type) {
      case END_OF_INPUT -> type.spelling();
      case IDENTIFIER, METRIC_IDENTIFIER -> type.spelling() + " " + Quote.string(text);
      default -> type.spelling() + " " + quoted();
    };
  }

  private String quoted() {
    return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_QUOTED
        ? Quote.prefix(text, LONGEST_QUOTED) + "..."
        : Quote.string(text);
  }
}
