package dev.firebucket.api.page;

import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.go.time.PrometheusDuration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where a link of an alert leads: `/graph?g0.expr=…&g0.tab=1` of Prometheus in the words of
/// Firebucket's page.
final class GraphLink {
  private GraphLink() {}

  /// The address below the one where the page is, so that it holds behind any proxy.
  static String toPage(RequestParameters graph) {
    StringBuilder page = new StringBuilder("./?q=").append(escaped(graph.first("g0.expr")));
    page.append("&view=").append(isTable(graph.first("g0.tab")) ? "table" : "plot");
    String range = graph.first("g0.range_input");
    if (!range.isEmpty()) {
      page.append(range(range));
    }
    return page.append("#query").toString();
  }

  private static boolean isTable(String tab) {
    return tab.equals("1") || tab.equals("table");
  }

  /// A range that cannot be read is left out: the page has one of its own.
  private static String range(String text) {
    try {
      return "&range=" + PrometheusDuration.parse(text).toSeconds();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
