package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the five functions' zips weigh, each in one for each processor.
class ZipTest {
  private static final long MOST_UNZIPPED = 250L << 20;

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "push"})
  void whatOnlyTakesSamplesGoesWithoutDuckDb(String name) throws IOException {
    for (String processor : List.of("arm64", "x86_64")) {
      try (ZipFile zip = open(name, processor)) {
        assertThat(names(zip)).isNotEmpty().noneMatch(entry -> entry.contains("duckdb"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "query, arm64, arm64",
    "query, x86_64, amd64",
    "rules, arm64, arm64",
    "rules, x86_64, amd64",
    "compact, arm64, arm64",
    "compact, x86_64, amd64",
  })
  void theLibraryOfDuckDbForOneProcessorIsNextToItsJar(
      String name, String processor, String library) throws IOException {
    try (ZipFile zip = open(name, processor)) {
      assertThat(names(zip).stream().filter(entry -> entry.contains("libduckdb")))
          .containsExactly("lib/libduckdb_java.so_linux_" + library);
      assertThat(libraries(zip))
          .contains("org/duckdb/DuckDBDriver.class")
          .noneMatch(entry -> entry.contains("libduckdb"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "push", "query", "rules", "compact"})
  void lambdaTakesAFunctionOfThisSize(String name) throws IOException {
    for (String processor : List.of("arm64", "x86_64")) {
      try (ZipFile zip = open(name, processor)) {
        long unzipped = zip.stream().mapToLong(ZipEntry::getSize).sum();
        System.out.printf(
            "%-8s %-6s zip %5.1f MB, unzipped %5.1f MB%n",
            name, processor, Files.size(path(name, processor)) / 1e6, unzipped / 1e6);
        assertThat(unzipped).isLessThan(MOST_UNZIPPED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "push", "query", "rules", "compact"})
  void thereAreTwoJarsAndTheLicencesOfAllThatIsInThem(String name) throws IOException {
    try (ZipFile zip = open(name, "x86_64")) {
      assertThat(names(zip).stream().filter(entry -> entry.endsWith(".jar")))
          .containsExactlyInAnyOrder("lib/function.jar", "lib/libraries.jar");
      assertThat(libraries(zip))
          .anyMatch(entry -> entry.matches("META-INF/licences/org.apache.parquet.*/LICENSE"))
          .anyMatch(entry -> entry.matches("META-INF/licences/software.amazon.awssdk.*/NOTICE.*"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "push", "query", "rules", "compact"})
  void theBillOfMaterialsNamesAllThatIsInThem(String name) throws IOException {
    try (ZipFile zip = open(name, "x86_64")) {
      Path file = path(name, "x86_64").resolveSibling("bom.json");
      Needed.that(
          Files.exists(file),
          () -> "there is no bill of materials: ./mvnw package makes it, but not offline");
      JsonNode bill = new ObjectMapper().readTree(file.toFile());
      List<String> named =
          bill.get("components")
              .valueStream()
              .map(
                  one ->
                      "%s.%s-%s"
                          .formatted(
                              one.path("group").asText(),
                              one.path("name").asText(),
                              one.path("version").asText()))
              .toList();
      Set<String> shipped =
          libraries(zip).stream()
              .filter(entry -> entry.matches("META-INF/licences/[^/]+/.+"))
              .map(entry -> entry.split("/")[2])
              .collect(Collectors.toSet());

      assertThat(shipped).hasSizeGreaterThan(20).isSubsetOf(named);
    }
  }

  private static List<String> libraries(ZipFile zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream jar =
        new ZipInputStream(zip.getInputStream(zip.getEntry("lib/libraries.jar")))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private static List<String> names(ZipFile zip) {
    return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
  }

  private static ZipFile open(String name, String processor) throws IOException {
    Needed.that(
        Files.exists(path(name, processor)),
        () -> "the functions are not packaged: ./mvnw package makes them");
    return new ZipFile(path(name, processor).toFile());
  }

  private static Path path(String name, String processor) {
    return Path.of(System.getProperty("firebucket.repository"))
        .resolve("functions/lambda")
        .resolve(name)
        .resolve("target/function-" + processor + ".zip");
  }
}
