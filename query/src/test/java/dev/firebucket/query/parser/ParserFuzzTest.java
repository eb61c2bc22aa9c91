package dev.firebucket.query.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.AstJson;
import dev.firebucket.query.format.ExprPrinter;
import dev.firebucket.query.format.PrettyPrinter;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mutated and random queries: nothing but a [PromqlException] comes out, and what parses is the
/// same after printing.
class ParserFuzzTest {
  private static final int QUERIES_PER_SEED = 5_000;

  private static final List<String> WORDS =
      List.of(
          "sum",
          "by",
          "without",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          "a",
          "b:c",
          "up",
          "rate",
          "5m",
          "1",
          "0x1f",
          "1e3",
          "Inf",
          "NaN",
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "==",
          "!=",
          "<",
          "</",
          ">/",
          ">=",
          "and",
          "or",
          "unless",
          "atan2",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "bool",
          "fill",
          "fill_left",
          "fill_right",
          "offset",
          "@",
          "start",
          "end",
          "step",
          "range",
          "()",
          "max_of",
          "min_of",
          "anchored",
          "smoothed",
          "[5m]",
          "[5m:1m]",
          "[5m:]",
          "=\"x\"",
          "=~\".*\"",
          "{a=\"b\"}",
          "\"s\"",
          "'q'",
          "`r`",
          "#",
          "\n",
          ":",
          "info",
          "topk",
          "count_values",
          "quantile",
          "time()",
          "é",
          "\\",
          "\"\\xff\"",
          "\ud800",
          "0",
          ".5");

  private final List<String> corpus = QueryCorpus.handmade();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aQueryIsRefusedOrSurvivesPrinting(long seed) {
    Random random = new Random(seed);
    int parsed = 0;
    for (int i = 0; i < QUERIES_PER_SEED; i++) {
      String query = i % 3 == 0 ? soup(random) : mutated(random);
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

  private static String soup(Random random) {
    StringBuilder query = new StringBuilder();
    for (int words = 1 + random.nextInt(12); words > 0; words--) {
      query.append(WORDS.get(random.nextInt(WORDS.size())));
      query.append(random.nextInt(3) == 0 ? "" : " ");
    }
    return query.toString();
  }

  private String mutated(Random random) {
    StringBuilder query = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
    for (int edits = random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(query.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> query.insert(at, " " + WORDS.get(random.nextInt(WORDS.size())) + " ");
        case 1 -> query.insert(at, (char) (32 + random.nextInt(96)));
        case 2 -> query.delete(at, Math.min(query.length(), at + 1 + random.nextInt(5)));
        default -> {
          String other = corpus.get(random.nextInt(corpus.size()));
          query.insert(at, " " + other + " ");
        }
      }
    }
    return query.toString();
  }
}
