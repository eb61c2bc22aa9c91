package dev.firebucket.query.parser;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.ast.VectorMatching.Cardinality;

/// What a binary operator takes, once its operands are checked themselves.
final class BinaryTypeRules {
  private final String text;
  private final ParseErrors errors;

  BinaryTypeRules(String text, ParseErrors errors) {
    this.text = text;
    this.errors = errors;
  }

  /// Checks one operator with its operands and matching.
  void check(BinaryExpr binary) {
    ValueType left = binary.left().type();
    ValueType right = binary.right().type();
    returnBool(binary, left == ValueType.SCALAR && right == ValueType.SCALAR);
    included(binary);
    operand(binary.left(), left);
    operand(binary.right(), right);
    if (left == ValueType.VECTOR && right == ValueType.VECTOR) {
      vectors(binary);
    } else {
      scalars(binary);
    }
  }

  private void returnBool(BinaryExpr binary, boolean scalars) {
    boolean comparison = binary.operator().kind() == BinaryOperator.Kind.COMPARISON;
    if (binary.returnBool() && !comparison) {
      throw errors.at(
          operatorRange(binary), "bool modifier can only be used on comparison operators");
    }
    if (comparison && !binary.returnBool() && scalars) {
      throw errors.at(operatorRange(binary), "comparisons between scalars must use BOOL modifier");
    }
  }

  private void included(BinaryExpr binary) {
    VectorMatching matching = binary.matching();
    for (String label : matching.labels()) {
      if (matching.on() && matching.include().contains(label)) {
        throw errors.at(
            operatorRange(binary),
            "label " + Quote.string(label) + " must not occur in ON and GROUP clause at once");
      }
    }
  }

  private void operand(Expr operand, ValueType type) {
    if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
      throw errors.at(
          operand.range(), "binary expression must contain only scalar and instant vector types");
    }
  }

  private void scalars(BinaryExpr binary) {
    if (!binary.matching().labels().isEmpty()) {
      throw errors.at(binary.range(), "vector matching only allowed between instant vectors");
    }
    if (fills(binary.matching())) {
      throw errors.at(
          binary.range(), "filling in missing series only allowed between instant vectors");
    }
    if (binary.operator().kind() == BinaryOperator.Kind.SET) {
      throw errors.at(
          binary.range(),
          "set operator " + symbol(binary) + " not allowed in binary scalar expression");
    }
  }

  private void vectors(BinaryExpr binary) {
    if (binary.operator().kind() != BinaryOperator.Kind.SET) {
      return;
    }
    Cardinality cardinality = binary.matching().cardinality();
    if (cardinality == Cardinality.ONE_TO_MANY || cardinality == Cardinality.MANY_TO_ONE) {
      throw errors.at(binary.range(), "no grouping allowed for " + symbol(binary) + " operation");
    }
    if (fills(binary.matching())) {
      throw errors.at(binary.range(), "filling in missing series not allowed for set operators");
    }
  }

  private static boolean fills(VectorMatching matching) {
    return matching.fillLeft() != null || matching.fillRight() != null;
  }

  private static String symbol(BinaryExpr binary) {
    return Quote.string(binary.operator().symbol());
  }

  /// The text between the operands, without the spaces around it.
  private SourceRange operatorRange(BinaryExpr binary) {
    int start = binary.left().range().end();
    while (Characters.space(text.charAt(start))) {
      start++;
    }
    int end = binary.right().range().start();
    while (end > start && Characters.space(text.charAt(end - 1))) {
      end--;
    }
    return new SourceRange(start, end);
  }
}
