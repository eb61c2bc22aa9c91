package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that cannot work for good fails the event and ends, so that AWS starts another. The
/// packaged functions in AWS's runtime client, with a library of DuckDB that is none.
class BrokenLibraryTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("firebucket.repository"));

  @TempDir private Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void store() throws IOException {
    Path config = Files.createDirectories(folder.resolve("store/config"));
    Files.writeString(
        config.resolve("prometheus.yml"), "rule_files: [rules.yml]\nscrape_configs: []\n");
    Files.writeString(
        config.resolve("rules.yml"),
        "groups: [{name: g, rules: [{record: one, expr: vector(1)}]}]\n");
    environment.put("FIREBUCKET_STORAGE", folder.resolve("store").toString());
    environment.put("FIREBUCKET_SCRATCH", folder.resolve("scratch").toString());
    environment.put(
        "JAVA_TOOL_OPTIONS",
        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED");
  }

  private static Path zip(String name) {
    Path zip =
        REPOSITORY.resolve(
            "functions/lambda/%s/target/function-%s.zip"
                .formatted(name, DeployedTemplate.architecture()));
    Needed.that(
        Files.exists(zip), () -> "the functions are not packaged: ./mvnw package makes them");
    return zip;
  }

  /// The same zip with another content of DuckDB's library.
  private Path broken(Path zip) throws IOException {
    Path broken = folder.resolve("broken.zip");
    try (ZipFile from = new ZipFile(zip.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(broken))) {
      for (ZipEntry entry :
          (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().contains("libduckdb_java.so")) {
          to.write("no library".getBytes(StandardCharsets.UTF_8));
        } else {
          try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
          }
        }
      }
    }
    return broken;
  }

  private PackagedFunction start(String name, Path zip) throws IOException {
    return PackagedFunction.start(name, PackagedFunction.HANDLER, zip, folder, environment);
  }

  @Test
  void rulesWithoutTheirDatabaseFailOnceAndEnd() throws IOException {
    try (PackagedFunction rules = start("rules", broken(zip("rules")))) {
      assertThatThrownBy(() -> rules.invoke("{\"time\":\"2026-11-22T18:00:00Z\"}"))
          .hasMessageContaining("this environment cannot work and ends");
      assertThat(rules.endsItself()).isTrue();
      assertThat(rules.log()).contains("libduckdb_java.so");
    }
  }

  @Test
  void queriesWithoutTheirDatabaseFailOnceAndEnd() throws IOException {
    try (PackagedFunction query = start("query", broken(zip("query")))) {
      FunctionUrl url = new FunctionUrl(query);
      assertThatThrownBy(() -> url.get("/api/v1/query", "query=1"))
          .hasMessageContaining("this environment cannot work and ends");
      assertThat(query.endsItself()).isTrue();
    }
  }

  @Test
  void aFunctionThatCannotStartSaysWhyAndEnds() throws IOException {
    environment.put("FIREBUCKET_AUTH", "perhaps");
    for (String name : List.of("push", "query")) {
      try (PackagedFunction function = start(name, zip(name))) {
        assertThatThrownBy(() -> new FunctionUrl(function).get("/-/healthy", "")).isNotNull();
        assertThat(function.endsItself()).isTrue();
        assertThat(function.log()).contains("FIREBUCKET_AUTH");
      }
    }
  }

  @Test
  void anEventThatFailsForAReasonOfItsOwnEndsNothing() throws IOException {
    Files.delete(folder.resolve("store/config/prometheus.yml"));
    try (PackagedFunction rules = start("rules", zip("rules"))) {
      for (int event = 0; event < 2; event++) {
        assertThatThrownBy(() -> rules.invoke("{\"time\":\"2026-11-22T18:00:00Z\"}"))
            .hasMessageContaining("there is no config/prometheus.yml");
      }
    }
  }
}
