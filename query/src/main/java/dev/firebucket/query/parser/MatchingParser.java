package dev.firebucket.query.parser;

import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.ast.VectorMatching.Cardinality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what may follow a binary operator: `bool`, `on (…)`, `ignoring (…)`, `group_left (…)`,
/// `fill (0)`.
final class MatchingParser {
  private final TokenStream tokens;
  private final LiteralParser literals;
  private final GroupingParser groupings;

  MatchingParser(TokenStream tokens, LiteralParser literals) {
    this.tokens = tokens;
    this.literals = literals;
    this.groupings = new GroupingParser(tokens);
  }

  /// What stood after the operator.
  record Modifiers(boolean returnBool, VectorMatching matching) {}

  /// Everything up to the right operand.
  Modifiers parse() {
    boolean returnBool = tokens.accept(TokenType.BOOL);
    boolean on = tokens.at(TokenType.ON);
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    List<String> labels = List.of();
    List<String> include = List.of();
    if (on || tokens.at(TokenType.IGNORING)) {
      tokens.take();
      labels = groupings.labels().names();
      cardinality = cardinality();
      include = cardinality == Cardinality.ONE_TO_ONE ? List.of() : groupings.labelsIfAny();
    }
    return new Modifiers(returnBool, fill(cardinality, on, labels, include));
  }

  private Cardinality cardinality() {
    if (tokens.accept(TokenType.GROUP_LEFT)) {
      return Cardinality.MANY_TO_ONE;
    }
    return tokens.accept(TokenType.GROUP_RIGHT) ? Cardinality.ONE_TO_MANY : Cardinality.ONE_TO_ONE;
  }

  private VectorMatching fill(
      Cardinality cardinality, boolean on, List<String> labels, List<String> include) {
    Double left = null;
    Double right = null;
    if (tokens.accept(TokenType.FILL)) {
      left = fillValue();
      right = left;
    } else {
      left = fillValueAfter(TokenType.FILL_LEFT);
      right = fillValueAfter(TokenType.FILL_RIGHT);
      if (left == null && right != null) {
        left = fillValueAfter(TokenType.FILL_LEFT);
      }
    }
    return new VectorMatching(cardinality, on, labels, include, left, right);
  }

  private @Nullable Double fillValueAfter(TokenType keyword) {
    return tokens.accept(keyword) ? fillValue() : null;
  }

  private Double fillValue() {
    tokens.expect(TokenType.LEFT_PAREN);
    double value = literals.signedNumber().value();
    tokens.expect(TokenType.RIGHT_PAREN);
    return value;
  }
}
