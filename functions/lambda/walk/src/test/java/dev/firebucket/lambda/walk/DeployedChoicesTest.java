package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.deployed.DeployedSettings;
import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.config.deployed.ScrapeSettings;
import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.testsupport.Needed;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user chooses at the stack, as the functions read it from the environment that the
/// template gives them.
class DeployedChoicesTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("firebucket.repository"));

  private static DeployedTemplate template;

  @BeforeAll
  static void synthesize(@TempDir Path folder) throws Exception {
    Needed.that(
        List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node"))),
        () -> "Node.js is not installed, so there is no template to deploy");
    template =
        DeployedTemplate.synthesize(
            REPOSITORY,
            folder.resolve("cdk.out"),
            "metrics",
            Map.ofEntries(
                Map.entry("shards", "3"),
                Map.entry("scrapeInterval", "15s"),
                Map.entry("scrapeBackoff", "5m"),
                Map.entry("auth", "token"),
                Map.entry("authSecret", "ssm:/firebucket/callers"),
                Map.entry("corsOrigin", "https://grafana\\.example\\.org"),
                Map.entry("maxSamples", "1000000"),
                Map.entry("queryTimeout", "1m30s"),
                Map.entry("maxBytes", "2GB"),
                Map.entry("queryMemory", "4096"),
                Map.entry("cacheMegabytes", "1024"),
                Map.entry("enableFeature", "promql-experimental-functions")));
  }

  @Test
  void everyFunctionKnowsTheBucketAndTheConfiguration() {
    for (String name : List.of("Scrape", "Push", "Query", "Rules", "Compact")) {
      DeployedSettings settings = DeployedSettings.of(template.environment(name));

      assertThat(settings.storage()).isEqualTo("s3://metrics");
      assertThat(settings.configFile()).isEqualTo("config/prometheus.yml");
    }
  }

  @Test
  void theScrapeFunctionKnowsItsQueueAndTheLongestPause() {
    assertThat(ScrapeSettings.of(template.environment("Scrape")))
        .isEqualTo(
            new ScrapeSettings(
                Optional.of(URI.create("https://sqs.us-east-1.amazonaws.com/123456789012/ticks")),
                Optional.empty(),
                Duration.ofMinutes(5)));
  }

  @Test
  void theFunctionsBehindUrlsKnowWhomToAsk() {
    for (String name : List.of("Push", "Query")) {
      UrlSettings settings = UrlSettings.of(template.environment(name));

      assertThat(settings.secret().orElseThrow().name()).isEqualTo("ssm:/firebucket/callers");
      assertThat(settings.corsOrigin()).isEqualTo("https://grafana\\.example\\.org");
    }
  }

  @Test
  void theFunctionsThatEvaluateKnowTheirLimits() {
    assertThat(QuerySettings.of(template.environment("Query")))
        .isEqualTo(
            new QuerySettings(
                1_000_000,
                Duration.ofSeconds(90),
                2L << 30,
                1024L << 20,
                OptionalLong.of((1024L - 128) << 20),
                Set.of("promql-experimental-functions")));
    assertThat(QuerySettings.of(template.environment("Rules")).memoryBytes()).isEqualTo(512L << 20);
  }

  @Test
  void whatAFunctionPlansWithIsTheTimeThatItHas() {
    assertThat(template.timeout("Scrape")).isEqualTo(RunLimits.FUNCTION.run());
    assertThat(template.timeout("Query"))
        .as("so that a query that takes too long is answered")
        .isGreaterThan(QuerySettings.of(template.environment("Query")).timeout().plusSeconds(5));
    assertThat(template.timeout("Rules"))
        .as("so that a tick is over before the next one")
        .isLessThan(Duration.ofMinutes(1));
  }
}
