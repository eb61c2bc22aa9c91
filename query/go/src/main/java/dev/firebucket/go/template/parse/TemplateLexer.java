package dev.firebucket.go.template.parse;

import dev.firebucket.go.text.GoUnicode;
import dev.firebucket.go.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Template text to tokens: plain text outside of `{{ }}`, words and signs inside; the trim markers
/// `{{-` and `-}}` and comments are dealt with here. The last token is an end or an error.
final class TemplateLexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";

  private static final Map<String, TokenType> KEYWORDS =
      Map.ofEntries(
          Map.entry(".", TokenType.DOT),
          Map.entry("block", TokenType.BLOCK),
          Map.entry("break", TokenType.BREAK),
          Map.entry("continue", TokenType.CONTINUE),
          Map.entry("define", TokenType.DEFINE),
          Map.entry("else", TokenType.ELSE),
          Map.entry("end", TokenType.END),
          Map.entry("if", TokenType.IF),
          Map.entry("range", TokenType.RANGE),
          Map.entry("nil", TokenType.NIL),
          Map.entry("template", TokenType.TEMPLATE),
          Map.entry("with", TokenType.WITH),
          Map.entry("true", TokenType.BOOLEAN),
          Map.entry("false", TokenType.BOOLEAN));

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int start;
  private int line = 1;
  private int startLine = 1;
  private int parentheses;
  private boolean failed;

  private TemplateLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    TemplateLexer lexer = new TemplateLexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (!failed && at < text.length()) {
      int delimiter = text.indexOf(LEFT, at);
      if (delimiter < 0) {
        at = text.length();
        emit(TokenType.TEXT);
        break;
      }
      outside(delimiter);
      if (leftDelimiter()) {
        inside();
      }
    }
    if (!failed) {
      emit(TokenType.END_OF_TEXT);
    }
  }

  private void outside(int delimiter) {
    boolean trim = isTrimMarker(delimiter + LEFT.length());
    at = delimiter;
    while (trim && at > start && isSpace(text.charAt(at - 1))) {
      at--;
    }
    if (at > start) {
      emit(TokenType.TEXT);
    }
    at = delimiter;
    ignore();
  }

  /// Passes the left delimiter; false where a comment follows, which is passed whole.
  private boolean leftDelimiter() {
    at += LEFT.length();
    int marker = isTrimMarker(at) ? 2 : 0;
    if (text.startsWith("/*", at + marker)) {
      at += marker;
      ignore();
      comment();
      return false;
    }
    emit(TokenType.LEFT_DELIMITER);
    at += marker;
    ignore();
    parentheses = 0;
    return true;
  }

  private void comment() {
    int close = text.indexOf("*/", at + 2);
    if (close < 0) {
      fail("unclosed comment");
      return;
    }
    at = close + 2;
    if (!atRightDelimiter()) {
      fail("comment ends before closing delimiter");
      return;
    }
    passRightDelimiter();
    ignore();
  }

  private boolean isTrimMarker(int index) {
    return text.startsWith("-", index)
        && index + 1 < text.length()
        && isSpace(text.charAt(index + 1));
  }

  private boolean atTrimmingRightDelimiter() {
    return at < text.length() && isSpace(text.charAt(at)) && text.startsWith("-" + RIGHT, at + 1);
  }

  private boolean atRightDelimiter() {
    return text.startsWith(RIGHT, at) || atTrimmingRightDelimiter();
  }

  private void passRightDelimiter() {
    boolean trim = atTrimmingRightDelimiter();
    at += trim ? 2 + RIGHT.length() : RIGHT.length();
    while (trim && at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private void inside() {
    while (!failed) {
      if (atRightDelimiter()) {
        if (parentheses > 0) {
          fail("unclosed left paren");
          return;
        }
        if (atTrimmingRightDelimiter()) {
          at += 2;
          ignore();
          at -= 2;
        }
        int delimiter = start;
        passRightDelimiter();
        int after = at;
        at = delimiter + RIGHT.length();
        emit(TokenType.RIGHT_DELIMITER);
        at = after;
        ignore();
        return;
      }
      if (at >= text.length()) {
        fail("unclosed action");
        return;
      }
      insideToken(text.codePointAt(at));
    }
  }

  private void insideToken(int c) {
    switch (c) {
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> single(TokenType.ASSIGN);
      case '|' -> single(TokenType.PIPE);
      case '"' -> quoted('"', "unterminated quoted string", TokenType.STRING);
      case '\'' -> quoted('\'', "unterminated character constant", TokenType.CHARACTER_CONSTANT);
      case '`' -> rawString();
      case '$' -> word(TokenType.VARIABLE);
      case '(' -> {
        parentheses++;
        single(TokenType.LEFT_PARENTHESIS);
      }
      case ')' -> rightParenthesis();
      case ':' -> declare();
      case '.' -> dot();
      default -> other(c);
    }
  }

  private void other(int c) {
    if (c == '+' || c == '-' || (c >= '0' && c <= '9')) {
      number();
    } else if (isAlphanumeric(c)) {
      word(TokenType.IDENTIFIER);
    } else if (c > ' ' && c < 0x7f) {
      single(TokenType.CHARACTER);
    } else {
      at += Character.charCount(c);
      fail("unrecognized character in action: " + Quote.codePoint(c));
    }
  }

  private void declare() {
    if (!text.startsWith(":=", at)) {
      fail("expected :=");
      return;
    }
    at += 2;
    emit(TokenType.DECLARE);
  }

  private void rightParenthesis() {
    parentheses--;
    if (parentheses < 0) {
      fail("unexpected right paren");
      return;
    }
    single(TokenType.RIGHT_PARENTHESIS);
  }

  private void dot() {
    boolean digit = at + 1 < text.length() && "0123456789".indexOf(text.charAt(at + 1)) >= 0;
    if (digit) {
      number();
    } else {
      word(TokenType.FIELD);
    }
  }

  private void space() {
    while (at < text.length() && isSpace(text.charAt(at)) && !atTrimmingRightDelimiter()) {
      at++;
    }
    if (at > start) {
      emit(TokenType.SPACE);
    }
  }

  /// An identifier, `.field`, `.` alone, `$variable` or `$` alone.
  private void word(TokenType type) {
    at += type == TokenType.IDENTIFIER ? 0 : 1;
    while (at < text.length() && isAlphanumeric(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (!atTerminator()) {
      fail("bad character " + Quote.codePoint(text.codePointAt(at)));
      return;
    }
    String word = text.substring(start, at);
    emit(type == TokenType.VARIABLE ? type : KEYWORDS.getOrDefault(word, type));
  }

  private boolean atTerminator() {
    return at >= text.length()
        || isSpace(text.charAt(at))
        || ".,|:)(".indexOf(text.charAt(at)) >= 0
        || text.startsWith(RIGHT, at);
  }

  private void quoted(char quote, String unterminated, TokenType type) {
    at++;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' && !text.startsWith("\n", at + 1) ? 2 : 1;
    }
    if (at >= text.length() || text.charAt(at) == '\n') {
      fail(unterminated);
      return;
    }
    single(type);
  }

  private void rawString() {
    int close = text.indexOf('`', at + 1);
    if (close < 0) {
      fail("unterminated raw quoted string");
      return;
    }
    at = close;
    single(TokenType.RAW_STRING);
  }

  /// A number as far as its characters go; the parser finds out whether it is one.
  private void number() {
    accept("+-");
    String digits = "0123456789_";
    String exponent = "eE";
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
        exponent = "pP";
      } else if (accept("oO")) {
        digits = "01234567_";
      } else if (accept("bB")) {
        digits = "01_";
      }
    }
    acceptAll(digits);
    if (accept(".")) {
      acceptAll(digits);
    }
    if (accept(exponent)) {
      accept("+-");
      acceptAll("0123456789_");
    }
    accept("i");
    if (at < text.length() && isAlphanumeric(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
      fail("bad number syntax: " + Quote.string(text.substring(start, at)));
      return;
    }
    emit(TokenType.NUMBER);
  }

  private boolean accept(String any) {
    boolean accepted = at < text.length() && any.indexOf(text.charAt(at)) >= 0;
    at += accepted ? 1 : 0;
    return accepted;
  }

  private void acceptAll(String any) {
    while (accept(any)) {
      // Goes on as long as it can.
    }
  }

  private void single(TokenType type) {
    at++;
    emit(type);
  }

  private void emit(TokenType type) {
    tokens.add(new Token(type, start, text.substring(start, at), startLine));
    ignore();
  }

  private void ignore() {
    for (int i = start; i < at; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    start = at;
    startLine = line;
  }

  private void fail(String message) {
    failed = true;
    tokens.add(new Token(TokenType.ERROR, start, message, startLine));
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isAlphanumeric(int c) {
    return c == '_' || GoUnicode.isLetter(c) || GoUnicode.isDigit(c);
  }
}
