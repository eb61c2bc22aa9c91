package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The bill of materials that was made next to the packaged app.
class BillOfMaterialsIT {
  private static final Path TARGET = RunningServer.repository().resolve("functions/local/target");

  private static JsonNode components() throws IOException {
    Path bill = TARGET.resolve("bom.json");
    Needed.that(
        Files.exists(bill) && !isOlder(bill, TARGET.resolve("classes")),
        () -> "there is no bill of materials: ./mvnw package makes it, but not offline");
    return new ObjectMapper().readTree(bill.toFile()).get("components");
  }

  /// Whether a build that was offline left the bill of one before.
  private static boolean isOlder(Path bill, Path classes) throws IOException {
    try (Stream<Path> all = Files.walk(classes)) {
      FileTime made = Files.getLastModifiedTime(bill);
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void itNamesEveryJarOfTheApp() throws IOException {
    List<String> named =
        components()
            .valueStream()
            .map(
                one ->
                    "%s.%s-%s.jar"
                        .formatted(
                            one.path("group").asText(),
                            one.path("name").asText(),
                            one.path("version").asText()))
            .toList();

    assertThat(jars("boot")).isNotEmpty().isSubsetOf(named);
    assertThat(jars("main")).hasSizeGreaterThan(100).isSubsetOf(named);
  }

  private static List<String> jars(String folder) throws IOException {
    try (Stream<Path> files = Files.list(TARGET.resolve("quarkus-app/lib").resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    }
  }

  @Test
  void itSaysOfEachWhatItIsAndUnderWhichLicence() throws IOException {
    assertThat(components())
        .allSatisfy(
            one -> {
              assertThat(one.path("purl").asText()).startsWith("pkg:maven/");
              assertThat(one.path("licenses")).as(one.path("purl").asText()).isNotEmpty();
            });
  }
}
