package dev.firebucket.query.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.model.LabelMatcher;
import org.junit.jupiter.api.Test;

class PromqlParserTest {
  private static Expr parse(String text) {
    return PromqlParser.parse(text, ParserFeatures.DEFAULT);
  }

  @Test
  void aSelectorKeepsItsMatchersInOrderWithTheNameLast() {
    VectorSelector selector = (VectorSelector) parse("up{job=\"api\", code!~\"5..\"}");

    assertThat(selector.matchers())
        .containsExactly(
            LabelMatcher.equal("job", "api"),
            new LabelMatcher("code", LabelMatcher.Type.NOT_REGEX, "5.."),
            LabelMatcher.equal("__name__", "up"));
    assertThat(selector.range()).isEqualTo(new SourceRange(0, 26));
  }

  @Test
  void productsBindTighterThanSumsAndPowersToTheRight() {
    BinaryExpr sum = (BinaryExpr) parse("1 + 2 * 3 ^ 2 ^ 2");

    assertThat(sum.operator()).isEqualTo(BinaryOperator.ADD);
    BinaryExpr product = (BinaryExpr) sum.right();
    BinaryExpr power = (BinaryExpr) product.right();
    assertThat(power.right()).isInstanceOf(BinaryExpr.class);
  }

  @Test
  void aBrokenQueryNamesLineAndColumn() {
    assertThatThrownBy(() -> parse("sum(\n  up) +"))
        .isInstanceOf(PromqlException.class)
        .hasMessage("2:8: parse error: unexpected end of input");
  }

  @Test
  void aWrongArgumentTypeIsRefused() {
    assertThatThrownBy(() -> parse("rate(up)"))
        .hasMessage(
            "1:6: parse error: expected type range vector in call to function \"rate\", got"
                + " instant vector");
  }
}
