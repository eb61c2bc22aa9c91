package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the five zips weigh.
class ZipTest {
  private static final long MOST_UNZIPPED = 250L << 20;

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "push"})
  void whatOnlyTakesSamplesGoesWithoutDuckDb(String name) throws IOException {
    try (ZipFile zip = open(name)) {
      assertThat(names(zip)).isNotEmpty().noneMatch(entry -> entry.contains("duckdb"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "rules", "compact"})
  void duckDbsLibraryLiesBesideItsJarForBothProcessors(String name) throws IOException {
    try (ZipFile zip = open(name)) {
      assertThat(names(zip))
          .contains("lib/libduckdb_java.so_linux_arm64", "lib/libduckdb_java.so_linux_amd64")
          .anyMatch(entry -> entry.endsWith(".jar") && entry.contains("duckdb_jdbc"));
      assertThat(zip.stream().filter(entry -> entry.getName().contains("duckdb_jdbc")))
          .allSatisfy(jar -> assertThat(jar.getSize()).isLessThan(1 << 20));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "push", "query", "rules", "compact"})
  void lambdaTakesAFunctionOfThisSize(String name) throws IOException {
    try (ZipFile zip = open(name)) {
      long unzipped = zip.stream().mapToLong(ZipEntry::getSize).sum();
      System.out.printf(
          "%-8s zip %5.1f MB, unzipped %5.1f MB%n",
          name, Files.size(path(name)) / 1e6, unzipped / 1e6);
      assertThat(unzipped).isLessThan(MOST_UNZIPPED);
    }
  }

  private static List<String> names(ZipFile zip) {
    return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
  }

  private static ZipFile open(String name) throws IOException {
    Needed.that(
        Files.exists(path(name)),
        () -> "the functions are not packaged: ./mvnw package makes them");
    return new ZipFile(path(name).toFile());
  }

  private static Path path(String name) {
    return Path.of(System.getProperty("firebucket.repository"))
        .resolve("functions/lambda")
        .resolve(name)
        .resolve("target/function.zip");
  }
}
