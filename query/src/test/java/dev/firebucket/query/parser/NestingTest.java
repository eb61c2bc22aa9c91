package dev.firebucket.query.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.AstJson;
import dev.firebucket.query.format.ExprPrinter;
import dev.firebucket.query.format.PrettyPrinter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestingTest {
  private static final int HOSTILE = 100_000;

  @ParameterizedTest
  @CsvSource({
    "'', (",
    "'', -",
    "'', x^",
    "'', sum(",
    "'', abs(",
    "'', topk(1+",
    "'', ((x)+",
    "x[, (",
    "x[, -",
    "x[, 1+",
    "x[, 1^",
    "x[, 'max_of(1,'",
    "x offset, (",
    "x offset, '-'"
  })
  void whatIsRepeatedAHundredThousandTimesIsAnError(String before, String part) {
    assertThatThrownBy(() -> parse(before + part.repeat(HOSTILE) + "x"))
        .isInstanceOf(PromqlException.class)
        .hasMessageContaining("expression nests deeper than 300 levels");
  }

  @Test
  void subqueriesOfSubqueriesAreBoundedToo() {
    assertThatThrownBy(() -> parse("x" + "[5m:]".repeat(HOSTILE)))
        .hasMessageContaining("nests deeper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x+", "x or "})
  void aChainOfAHundredThousandOperatorsIsAnError(String part) {
    assertThatThrownBy(() -> parse(part.repeat(HOSTILE) + "x"))
        .isInstanceOf(PromqlException.class)
        .hasMessageContaining("expression has more than 1000 binary operators");
  }

  @Test
  void chainsWithinChainsAreCountedTogether() {
    String chain = "+x".repeat(400);
    assertThatThrownBy(() -> parse("((x" + chain + ")" + chain + ")" + chain))
        .hasMessageContaining("more than 1000 binary operators");
  }

  @Test
  void aQueryOfMoreThanAMillionCharactersIsNotRead() {
    assertThatThrownBy(() -> parse("x" + " ".repeat(PromqlParser.LONGEST_QUERY)))
        .hasMessageEndingWith("query is longer than 1048576 characters");
  }

  @Test
  void theDeepestAllowedFitsOnASmallStack() throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable walk =
        () -> {
          Expr parens = parse("(".repeat(298) + "x" + ")".repeat(298));
          Expr chain = parse("x" + "+x".repeat(1000));
          for (Expr deep : new Expr[] {parens, chain}) {
            String printed = ExprPrinter.print(deep);
            assertThat(ExprPrinter.print(parse(printed))).isEqualTo(printed);
            assertThat(PrettyPrinter.print(deep)).isNotEmpty();
            assertThat(AstJson.print(deep)).isNotEmpty();
          }
        };
    Thread small = new Thread(null, walk, "small stack", 1 << 19);
    small.setUncaughtExceptionHandler((thread, error) -> failure.set(error));
    small.start();
    small.join();
    assertThat(failure.get()).isNull();
  }

  private static Expr parse(String text) {
    return PromqlParser.parse(text, ParserFeatures.ALL);
  }
}
