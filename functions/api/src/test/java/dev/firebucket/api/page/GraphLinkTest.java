package dev.firebucket.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.api.request.RequestParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphLinkTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "g0.expr=up+%3D%3D+0&g0.tab=1 -> ./?q=up+%3D%3D+0&view=table#query",
        "g0.expr=rate%28a%5B5m%5D%29&g0.tab=0 -> ./?q=rate%28a%5B5m%5D%29&view=plot#query",
        "g0.expr=up&g0.tab=table&g0.range_input=1h -> ./?q=up&view=table&range=3600#query",
        "g0.expr=up&g0.range_input=soon -> ./?q=up&view=plot#query",
        "g0.expr=a%26b%23c -> ./?q=a%26b%23c&view=plot#query",
      })
  void aLinkOfAnAlertLeadsToItsQueryOnThePage(String link, String page) {
    assertThat(GraphLink.toPage(RequestParameters.of(link, null, new byte[0]))).isEqualTo(page);
  }
}
