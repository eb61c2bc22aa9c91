package dev.firebucket.query.parser;

import java.util.List;
import java.util.Random;

/// Makes queries that are mostly broken: out of words of the language, or out of good ones.
final class QueryMutator {
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
  private final Random random;

  QueryMutator(long seed) {
    this.random = new Random(seed);
  }

  /// Words in any order.
  String soup() {
    StringBuilder query = new StringBuilder();
    for (int words = 1 + random.nextInt(12); words > 0; words--) {
      query.append(WORDS.get(random.nextInt(WORDS.size())));
      query.append(random.nextInt(3) == 0 ? "" : " ");
    }
    return query.toString();
  }

  /// A query of the corpus with up to three changes.
  String mutated() {
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
