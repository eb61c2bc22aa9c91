package dev.firebucket.query.parser;

import dev.firebucket.query.ast.Expr;

/// An expression and its height: 1 for a leaf, one more than the tallest operand otherwise; a chain
/// of binary operators counts once.
record Tall(Expr expression, int height) {
  static Tall leaf(Expr expression) {
    return new Tall(expression, 1);
  }
}
