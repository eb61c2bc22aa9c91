package dev.firebucket.query.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.AstJson;
import dev.firebucket.query.format.ExprPrinter;
import dev.firebucket.query.format.PrettyPrinter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mutated and random queries: nothing but a [PromqlException] comes out, and what parses is the
/// same after printing.
class ParserFuzzTest {
  private static final int QUERIES_PER_SEED = 5_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aQueryIsRefusedOrSurvivesPrinting(long seed) {
    QueryMutator mutator = new QueryMutator(seed);
    int parsed = 0;
    for (int i = 0; i < QUERIES_PER_SEED; i++) {
      String query = i % 3 == 0 ? mutator.soup() : mutator.mutated();
      ParserFeatures features = i % 2 == 0 ? ParserFeatures.ALL : ParserFeatures.DEFAULT;
      parsed += survives(query, features) ? 1 : 0;
    }
    assertThat(parsed).as("queries that parse, of seed %d", seed).isGreaterThan(500);
  }

  private static boolean survives(String query, ParserFeatures features) {
    Expr expression;
    try {
      expression = PromqlParser.parse(query, features);
    } catch (PromqlException e) {
      assertThat(e.type()).isEqualTo(PromqlException.Type.BAD_DATA);
      assertThat(e.getMessage()).contains(": parse error: ");
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("not even an error for <" + query + ">", e);
    }
    assertSame(query, expression, ExprPrinter.print(expression), features);
    assertSame(query, expression, PrettyPrinter.print(expression), features);
    return true;
  }

  private static void assertSame(
      String query, Expr expression, String printed, ParserFeatures features) {
    try {
      Expr again = PromqlParser.parse(printed, features);
      String what = "<%s> printed as <%s>".formatted(query, printed);
      assertThat(ExprPrinter.print(again)).as(what).isEqualTo(ExprPrinter.print(expression));
      assertThat(parts(again)).as(what).isEqualTo(parts(expression));
    } catch (PromqlException e) {
      fail("<" + query + "> printed as <" + printed + ">", e);
    }
  }

  /// Everything in the tree, whatever the order of its matchers and the parentheses in durations.
  private static List<String> parts(Expr expression) {
    String json = AstJson.print(expression).replace("\"wrapped\":true", "\"wrapped\":false");
    return Stream.of(json.split("[{}\\[\\],]")).sorted().toList();
  }
}
