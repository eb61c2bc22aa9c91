package dev.firebucket.query.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintingTest {
  private static Expr parse(String text) {
    return PromqlParser.parse(text, ParserFeatures.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          sum(a)by(x)                      | sum by (x) (a)
          a{c="d",b='e'}[300]offset 60     | a{b="e",c="d"}[5m] offset 1m
          a@1.5 offset -5m                 | a @ 1.500 offset -5m
          a==bool on(x)group_left b        | a == bool on (x) group_left () b
          {"x.y","l.m"="n"}                | {"l.m"="n",__name__="x.y"}
          a[1h:]@end()                     | a[1h:] @ end()
          -1e3 + 0x10 * 1h30m              | -1000 + 16 * 1h30m
          a + fill_left(1) b               | a + fill_left (1) b
          a[(5m+step())*2:1m]              | a[(5m + step()) * 2:1m]
          sum by ("without", "a.b") (a)    | sum by ("without", "a.b") (a)
          "\\xff\\t"                       | "\\xff\\t"
          """)
  void anExpressionHasOneForm(String written, String printed) {
    assertThat(ExprPrinter.print(parse(written))).isEqualTo(printed);
  }

  @Test
  void aLongExpressionIsBrokenAtItsOperands() {
    String path = "{path=\"" + "x".repeat(75) + "\"}";

    assertThat(PrettyPrinter.print(parse("sum by (job) (rate(a" + path + "[5m])) / b" + path)))
        .isEqualTo("  sum by (job) (\n    rate(a" + path + "[5m])\n  )\n/\n  b" + path);
  }

  @Test
  void aTreeIsJsonWithSortedKeys() {
    assertThat(AstJson.print(parse("sum(a{b!=\"<\"} offset 5m)")))
        .isEqualTo(
            """
            {"expr":{"anchored":false,"matchers":[{"name":"b","type":"!=","value":"\\u003c"},\
            {"name":"__name__","type":"=","value":"a"}],"name":"a","offset":300000,\
            "offsetExpr":null,"smoothed":false,"startOrEnd":null,"timestamp":null,\
            "type":"vectorSelector"},"grouping":[],"op":"sum","param":null,\
            "type":"aggregation","without":false}""");
  }
}
