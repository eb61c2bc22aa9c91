package dev.firebucket.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.UnsupportedSectionException;
import dev.firebucket.testsupport.SharedCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Prometheus' own configuration files, where they stand beside the repository: what it loads we
/// load, what it refuses we refuse in its words.
class UpstreamFixturesTest {
  private record Case(String file, boolean good, String words) {}

  private final Path fixtures = SharedCases.at("fixtures/config");
  private final List<String> problems = new ArrayList<>();
  private int loaded;
  private int refused;
  private int unsupported;

  @Test
  void everyFileLoadsOrFailsAsInPrometheus() throws IOException {
    for (Case expected : cases()) {
      check(expected);
    }
    System.out.printf(
        "upstream configuration files: %d loaded, %d refused in Prometheus' words, %d hold"
            + " sections not supported yet, %d differ%n",
        loaded, refused, unsupported, problems.size());
    assertThat(problems).isEmpty();
    assertThat(loaded).isGreaterThan(20);
    assertThat(refused).isGreaterThan(40);
  }

  private List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(fixtures.resolve("expected.tsv"))) {
      String[] columns = line.split("\t", -1);
      cases.add(new Case(columns[0], columns[1].equals("good"), wordsOnly(columns[2])));
    }
    return cases;
  }

  /// Upstream's errors begin with the path in its own tree.
  private static String wordsOnly(String words) {
    return words.replaceFirst("^parsing YAML file [^:]*: ", "");
  }

  private void check(Case expected) {
    Optional<ConfigException> failure = load(fixtures.resolve(expected.file()));
    if (failure.isEmpty()) {
      loaded++;
      if (!expected.good()) {
        problems.add(expected.file() + " loads, but should say: " + expected.words());
      }
    } else if (failure.get() instanceof UnsupportedSectionException) {
      unsupported++;
      if (!expected.good()) {
        problems.add(expected.file() + " is only unsupported, but should say: " + expected.words());
      }
    } else {
      refused++;
      if (expected.good() || !failure.get().problem().contains(expected.words())) {
        problems.add(
            expected.file() + " says: " + failure.get().getMessage() + " not: " + expected.words());
      }
    }
  }

  private static Optional<ConfigException> load(Path file) {
    try {
      new ConfigLoader(name -> Optional.empty()).load(file);
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(e);
    }
  }
}
