package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged functions as SnapStart starts them: AWS's runtime client calls the hooks of CRaC
/// where Lambda takes the snapshot, and where it starts an environment from it. One process stands
/// for both; several environments of one snapshot are processes that did the same until then.
class SnapStartTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("firebucket.repository"));

  /// With this AWS's managed runtime leads `org.crac` to the hooks of its client.
  private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  private static final String MINUTE = "{\"time\":\"2026-11-22T18:00:00Z\"}";

  @TempDir private Path folder;

  @BeforeEach
  void store() throws IOException {
    Path config = Files.createDirectories(folder.resolve("store/config"));
    Files.writeString(
        config.resolve("prometheus.yml"), "rule_files: [rules.yml]\nscrape_configs: []\n");
    Files.writeString(
        config.resolve("rules.yml"),
        "groups: [{name: g, rules: [{record: one, expr: vector(1)}]}]\n");
  }

  private PackagedFunction start(String name, Map<String, String> settings) throws IOException {
    Path zip =
        REPOSITORY.resolve(
            "functions/lambda/%s/target/function-%s.zip"
                .formatted(name, DeployedTemplate.architecture()));
    Needed.that(
        Files.exists(zip), () -> "the functions are not packaged: ./mvnw package makes them");
    Path own = Files.createTempDirectory(folder, name);
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "example");
    environment.put("FIREBUCKET_STORAGE", folder.resolve("store").toString());
    environment.put("FIREBUCKET_SCRATCH", own.resolve("scratch").toString());
    environment.put(
        "JAVA_TOOL_OPTIONS",
        HOOKS + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED");
    return PackagedFunction.start(name, PackagedFunction.HANDLER, zip, own, environment);
  }

  private List<String> written() throws IOException {
    Path store = folder.resolve("store");
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> store.relativize(file).toString())
          .filter(key -> !key.startsWith("config/"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrape", "rules"})
  void aTimersFunctionWritesNothingBeforeItsSnapshotAndWorksAfterIt(String name)
      throws IOException {
    try (PackagedFunction function = start(name, Map.of())) {
      function.awaitSnapshot();
      assertThat(written()).isEmpty();

      function.restore();
      String event =
          name.equals("rules")
              ? MINUTE
              : "{\"time\":\"2026-11-22T18:00:00Z\",\"interval\":60,\"shards\":1,\"fanOut\":true}";

      assertThat(function.invoke(event)).contains("{");
      assertThat(function.log()).doesNotContain("was not renewed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "query"})
  void aSecretIsReadByEachRestoredEnvironmentAndIsNotInTheSnapshot(String name) throws Exception {
    try (SecretService secrets = new SecretService()) {
      secrets.put("/callers", callers("before"));
      try (PackagedFunction function =
          start(
              name,
              Map.of(
                  "FIREBUCKET_AUTH", "token",
                  "FIREBUCKET_AUTH_SECRET", "ssm:/callers",
                  "FIREBUCKET_AUTH_ENDPOINT", secrets.endpoint()))) {
        function.awaitSnapshot();
        secrets.put("/callers", callers("after"));

        function.restore();

        assertThat(status(function, "before")).isEqualTo(401);
        assertThat(status(function, "after")).isEqualTo(200);
      }
    }
  }

  private static int status(PackagedFunction function, String token) {
    return new FunctionUrl(function)
        .send("GET", "/metrics", "", Map.of("authorization", "Bearer " + token), new byte[0])
        .status();
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String callers(String token) {
    return "bearer_tokens: {ci: 'sha256:%s'}".formatted(sha256(token));
  }

  @Test
  void environmentsOfOneSnapshotTakeDifferentNumbersForTheirMetrics() throws IOException {
    try (PackagedFunction one = start("rules", Map.of());
        PackagedFunction other = start("rules", Map.of())) {
      one.awaitSnapshot();
      other.awaitSnapshot();
      assertThat(written()).isEmpty();

      one.restore();
      other.restore();
      one.invoke(MINUTE);
      other.invoke(MINUTE);

      assertThat(written().stream().filter(key -> key.startsWith("state/metrics/rules/")))
          .extracting(key -> key.substring("state/metrics/rules/".length()).substring(0, 4))
          .containsExactlyInAnyOrder("0000", "0001");
    }
  }
}
