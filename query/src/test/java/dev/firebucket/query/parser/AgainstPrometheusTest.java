package dev.firebucket.query.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.AstJson;
import dev.firebucket.query.format.PrettyPrinter;
import dev.firebucket.testsupport.PrometheusPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every query of the corpus gets the same tree, the same format and the same error from us and
/// from a real Prometheus 3.14.
class AgainstPrometheusTest {
  private static final String ALL_FLAGS =
      "promql-experimental-functions,promql-extended-range-selectors,promql-binop-fill-modifiers";

  /// What we print otherwise on purpose: what Prometheus prints for these does not parse again, or
  /// reads as something else.
  private static final Set<String> PRINTED_OTHERWISE =
      Set.of(
          "info(a, {})",
          "sum by (\"without\") (a)",
          "1001ms",
          "up offset - -5m*2",
          "up offset - +step()*2",
          "up offset (5m)^2",
          "up offset (5m)*-2",
          "up[(-2)^2]");

  /// The plus sign of `offset +step()` says nothing, and is not kept in our tree.
  private static final Set<String> TREE_OTHERWISE = Set.of("up offset +step()");

  @TempDir Path folder;

  @Test
  void withAllFeaturesEveryTreeFormatAndErrorIsTheSame() throws Exception {
    List<String> queries = new ArrayList<>(QueryCorpus.handmade());
    queries.addAll(QueryCorpus.shared());
    queries.addAll(QueryCorpus.named());
    compare(ALL_FLAGS, ParserFeatures.ALL, queries, true);
  }

  @Test
  void withoutFeaturesTheSameIsRefused() throws Exception {
    compare("", ParserFeatures.DEFAULT, QueryCorpus.handmade(), true);
  }

  @Test
  void mutatedQueriesGetTheSameTreesAndErrors() throws Exception {
    QueryMutator mutator = new QueryMutator(Long.getLong("firebucket.seed", 7));
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("firebucket.mutations", 1_000); i++) {
      String query = i % 2 == 0 ? mutator.soup() : mutator.mutated();
      queries.add(query.replace("\ud800", ""));
    }
    compare(ALL_FLAGS, ParserFeatures.ALL, queries, false);
  }

  private void compare(String flags, ParserFeatures features, List<String> queries, boolean formats)
      throws Exception {
    List<String> differences = new ArrayList<>();
    try (PrometheusPeer peer =
        PrometheusPeer.start(folder, "global: {}\n", "--enable-feature=" + flags)) {
      for (String query : queries) {
        compare(peer, query, features, formats, differences);
      }
    }
    System.out.println(queries.size() + " queries, " + differences.size() + " differences");
    assertThat(differences).isEmpty();
  }

  private static void compare(
      PrometheusPeer peer,
      String query,
      ParserFeatures features,
      boolean formats,
      List<String> differences)
      throws Exception {
    String tree = ask(peer, "parse_query", query);
    String ourTree;
    String ourFormat;
    try {
      Expr expression = PromqlParser.parse(query, features);
      ourTree = "{\"status\":\"success\",\"data\":" + AstJson.print(expression) + "}";
      ourFormat = success(PrettyPrinter.print(expression));
    } catch (PromqlException e) {
      ourTree = failure(e.getMessage());
      ourFormat = ourTree;
    }
    if (!TREE_OTHERWISE.contains(query)) {
      note(differences, query, tree, ourTree);
    }
    if (formats && !PRINTED_OTHERWISE.contains(query)) {
      note(differences, query, ask(peer, "format_query", query), ourFormat);
    }
  }

  private static String ask(PrometheusPeer peer, String endpoint, String query) throws Exception {
    return peer.post("/api/v1/" + endpoint, Map.of("query", query)).body();
  }

  private static void note(List<String> differences, String query, String theirs, String ours) {
    boolean theyFail = theirs.startsWith("v1.Response.Data: unsupported value");
    if (!theyFail && !theirs.equals(ours)) {
      differences.add("%n%s%n  theirs %s%n  ours   %s".formatted(query, theirs, ours));
    }
  }

  private static String success(String data) {
    return "{\"status\":\"success\",\"data\":" + PeerJson.quote(data) + "}";
  }

  private static String failure(String message) {
    return "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":"
        + PeerJson.quote("invalid parameter \"query\": " + message)
        + "}";
  }
}
