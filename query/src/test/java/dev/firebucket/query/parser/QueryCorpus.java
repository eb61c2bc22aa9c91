package dev.firebucket.query.parser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Queries to try: ours written by hand, and those of the data shared beside the repository.
final class QueryCorpus {
  private static final Pattern EVAL =
      Pattern.compile(
          "^\\s*eval(?:_\\w+)?\\s+(?:instant\\s+(?:at\\s+\\S+\\s+)?|range\\s+from\\s+\\S+\\s+to\\s+\\S+"
              + "\\s+step\\s+\\S+\\s+)(.+)$");

  private QueryCorpus() {}

  /// Written by hand, good and bad; a few over several lines.
  static List<String> handmade() {
    try (InputStream in =
        Objects.requireNonNull(QueryCorpus.class.getResourceAsStream("queries.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> queries = new ArrayList<>(text.lines().skip(1).toList());
      queries.addAll(
          List.of(
              "",
              " ",
              "\n\n",
              "sum(\n  up\n",
              "up\n+\n",
              "up # a comment\n + down # another",
              "up # a comment\n + # another\n $",
              "\"日本語\"\n  + \"é\" é",
              "up{a=\"日本語\"} é",
              "\"line\nbreak\"",
              "`line\nbreak`",
              "`a\nb` +",
              "up{ # comment\n a=\"b\"\n,\n}",
              "up\r\n\t+ down",
              "up\u00a0",
              "\"\ufffd\"",
              "\"a\u0000b\" + \"\u0001\u007f\u200b\u00a0\"",
              "sum(up # comment )\n)",
              "(sum(a) # )\n)",
              "1 ==\n 2",
              "1\n== # comment\n 2"));
      return queries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The queries of the PromQL test scripts and of the race; empty where they are absent.
  static List<String> shared() throws IOException {
    Path shared = Path.of(System.getProperty("firebucket.repository", ".")).resolve("../shared");
    List<String> queries = new ArrayList<>();
    Path scripts = shared.resolve("promqltest/testdata");
    if (Files.isDirectory(scripts)) {
      try (Stream<Path> files = Files.list(scripts)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".test")).sorted().toList()) {
          queries.addAll(evaluated(Files.readAllLines(file)));
        }
      }
    }
    Path race = shared.resolve("race/queries.txt");
    if (Files.exists(race)) {
      Files.readAllLines(race).stream().filter(q -> !q.isBlank()).forEach(queries::add);
    }
    return queries;
  }

  /// The lines of the file that the system property `firebucket.queries` names; empty without it.
  static List<String> named() throws IOException {
    String file = System.getProperty("firebucket.queries");
    return file == null ? List.of() : Files.readAllLines(Path.of(file));
  }

  private static List<String> evaluated(List<String> lines) {
    List<String> queries = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = EVAL.matcher(line);
      if (matcher.matches()) {
        queries.add(matcher.group(1).strip());
      }
    }
    return queries;
  }
}
