package dev.firebucket.go.template.parse;

/// What a token of a template is.
enum TokenType {
  ERROR,
  TEXT,
  LEFT_DELIMITER,
  RIGHT_DELIMITER,
  LEFT_PARENTHESIS,
  RIGHT_PARENTHESIS,
  SPACE,
  PIPE,
  ASSIGN,
  DECLARE,
  CHARACTER,
  CHARACTER_CONSTANT,
  NUMBER,
  STRING,
  RAW_STRING,
  BOOLEAN,
  IDENTIFIER,
  FIELD,
  VARIABLE,
  END_OF_TEXT,
  DOT,
  NIL,
  BLOCK,
  BREAK,
  CONTINUE,
  DEFINE,
  ELSE,
  END,
  IF,
  RANGE,
  TEMPLATE,
  WITH;

  /// Whether the token is a word with a meaning of its own.
  boolean isKeyword() {
    return compareTo(DOT) >= 0;
  }
}
