package dev.firebucket.query.parser;

import dev.firebucket.query.ast.SourceRange;

/// Watches how deep an expression nests, so that a hostile query ends in an error and not on the
/// bottom of the stack: here, and in everything that walks the tree later.
final class Nesting {
  /// The greatest number of nodes from the root of an expression to a leaf, where those of a chain
  /// `a or b or c` count as one.
  static final int LIMIT = 300;

  /// The greatest number of binary operators of an expression.
  static final int MOST_OPERATORS = 1_000;

  private final TokenStream tokens;
  private int open;
  private int operators;

  Nesting(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// Goes down one level, to be left by [#leave].
  void enter() {
    open++;
    if (open > LIMIT) {
      throw tokens.error(tokens.peek().range(), tooDeep());
    }
  }

  /// Goes up again.
  void leave() {
    open--;
  }

  /// Counts a binary operator.
  void operator(SourceRange range) {
    operators++;
    if (operators > MOST_OPERATORS) {
      throw tokens.error(
          range,
          "expression has more than "
              + MOST_OPERATORS
              + " binary operators: split it, or select more series at once");
    }
  }

  /// Checks the height of a finished node.
  ///
  /// @return the height
  int checked(int height, SourceRange range) {
    if (height > LIMIT) {
      throw tokens.error(range, tooDeep());
    }
    return height;
  }

  private static String tooDeep() {
    return "expression nests deeper than " + LIMIT + " levels: split it, or group its parts";
  }
}
