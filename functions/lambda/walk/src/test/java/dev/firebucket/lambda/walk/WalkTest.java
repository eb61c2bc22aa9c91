package dev.firebucket.lambda.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The main job, through the five packaged functions as Lambda runs them: the zips of the template,
/// in AWS's runtime interface client, with the environment and no more than the permissions that
/// the template gives each, on a real S3 endpoint, a real exporter and a real Alertmanager where
/// they are installed.
///
/// The steps build on each other, as a day in production does.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REPOSITORY = Path.of(System.getProperty("firebucket.repository"));

  @TempDir private static Path folder;
  private static WalkBucket bucket;
  private static DeployedTemplate template;
  private static Exporter exporter;
  private static AlertmanagerStandIn alertmanager;
  private static long comparedAt;
  private static final Map<String, PackagedFunction> FUNCTIONS = new LinkedHashMap<>();

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    for (String name : List.of("scrape", "push", "query", "rules", "compact")) {
      Needed.that(
          Files.exists(
              REPOSITORY.resolve(
                  "functions/lambda/%s/target/function-%s.zip"
                      .formatted(name, DeployedTemplate.architecture()))),
          () -> "the functions are not packaged: ./mvnw package makes them");
    }
    Needed.that(
        onPath("node"), () -> "Node.js is not installed, so there is no template to deploy");
    bucket = WalkBucket.create(folder);
    template = DeployedTemplate.synthesize(REPOSITORY, folder.resolve("cdk.out"), bucket.name());
    exporter = Exporter.start(folder);
    alertmanager = new AlertmanagerStandIn();
    bucket.put("config/prometheus.yml", config());
    bucket.put("config/rules/walk.yml", rules());
  }

  private static boolean onPath(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  @AfterAll
  static void end() throws IOException {
    FUNCTIONS.forEach(
        (name, function) ->
            System.out.printf(
                "%-8s cold start to first answer %5d ms, warm %4d ms%n",
                name, function.coldMillis(), function.warmMillis()));
    FUNCTIONS.values().forEach(PackagedFunction::close);
    if (alertmanager != null) {
      alertmanager.close();
    }
    if (exporter != null) {
      exporter.close();
    }
    if (bucket != null) {
      bucket.close();
    }
  }

  private static String config() {
    return """
    global:
      scrape_interval: 2s
      scrape_timeout: 2s
      evaluation_interval: 1m
    alerting:
      alertmanagers:
        - static_configs: [{targets: ['%s']}]
    rule_files: ['rules/*.yml']
    scrape_configs:
      - job_name: exporter
        static_configs: [{targets: ['%s']}]
      - job_name: gone
        static_configs: [{targets: ['127.0.0.1:1']}]
      - job_name: push
        honor_labels: true
        metrics_path: /push/metrics
        static_configs: [{targets: ['127.0.0.1:9090']}]
    """
        .formatted(alertmanager.address(), exporter.address());
  }

  private static String rules() {
    return """
    groups:
      - name: walk
        interval: 5s
        rules:
          - record: job:up:sum
            expr: sum by (job) (up)
          - alert: TargetDown
            expr: up == 0
            labels: {severity: page}
            annotations: {summary: '{{ $labels.job }} at {{ $labels.instance }} is down'}
    """;
  }

  /// A function of the template, started when it is first asked for.
  private static PackagedFunction function(String name) throws IOException {
    PackagedFunction known = FUNCTIONS.get(name);
    if (known != null) {
      return known;
    }
    Map<String, String> environment = new TreeMap<>(template.environment(name));
    environment.putAll(bucket.environment(template.bucketPolicy(name)));
    environment.put("FIREBUCKET_SCRATCH", folder.resolve("scratch").toString());
    PackagedFunction started =
        PackagedFunction.start(
            name, template.handler(name), template.zip(name), folder, environment);
    FUNCTIONS.put(name, started);
    return started;
  }

  private static JsonNode fire(String name) throws IOException {
    return fire(name, Instant.now());
  }

  /// Fires a timer for a planned time. Those of AWS are whole minutes; the walk does not wait so
  /// long.
  private static JsonNode fire(String name, Instant planned) throws IOException {
    return JSON.readTree(function(name).invoke(template.timerEvent(name, planned.toString())));
  }

  /// A run of the scrape function as the queue fires it, at the next time of a grid of two seconds.
  private static JsonNode scrape() throws Exception {
    Instant next = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 2 * 2 + 2);
    Thread.sleep(Duration.between(Instant.now(), next));
    JsonNode answer = JSON.readTree(function("Scrape").invoke(SqsEnvelope.of(run(next))));
    assertThat(elements(answer.path("problems"))).isEmpty();
    return answer;
  }

  private static String run(Instant planned) {
    return "{\"shard\":0,\"shards\":1,\"planned\":\"" + planned + "\",\"interval\":2}";
  }

  private static List<JsonNode> query(String promql) throws IOException {
    FunctionUrl.Answer answer =
        new FunctionUrl(function("Query"))
            .get("/api/v1/query", "query=" + URLEncoder.encode(promql, UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return elements(answer.json().path("data").path("result"));
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static double value(JsonNode sample) {
    return sample.path("value").get(1).asDouble();
  }

  private static Map<String, Double> byJob(List<JsonNode> samples) {
    Map<String, Double> values = new TreeMap<>();
    samples.forEach(
        sample -> values.put(sample.path("metric").path("job").asText(), value(sample)));
    return values;
  }

  @Test
  @Order(1)
  void aPushedGroupIsKeptAndShown() throws IOException {
    FunctionUrl url = new FunctionUrl(function("Push"));
    byte[] body = "# TYPE backup_bytes gauge\nbackup_bytes 42\n".getBytes(UTF_8);

    FunctionUrl.Answer pushed =
        url.send(
            "PUT",
            "/metrics/job/backup/instance/db-1",
            "",
            Map.of("content-type", "text/plain; version=0.0.4"),
            body);

    assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
    assertThat(url.get("/metrics", "").body())
        .contains("backup_bytes{instance=\"db-1\",job=\"backup\"} 42");
    assertThat(bucket.keys("push/")).isNotEmpty();
  }

  @Test
  @Order(2)
  void aScrapeStoresAllTargetsAsOneObjectAndTellsWhichAreDown() throws Exception {
    // The schedule fires for a whole minute, and a run that comes a minute after it is missed: a
    // cold
    // start must not end in the next one.
    long second = Instant.now().getEpochSecond() % 60;
    Thread.sleep(second < 30 ? 0 : (60 - second) * 1000);
    JsonNode first = fire("Scrape");
    JsonNode again = scrape();

    assertThat(first.path("targets").asInt()).isEqualTo(3);
    assertThat(again.path("up").asInt()).as(again.toString()).isEqualTo(2);
    assertThat(elements(again.path("failures")))
        .singleElement()
        .satisfies(failure -> assertThat(failure.asText()).startsWith("gone http://127.0.0.1:1"));
    assertThat(again.path("samples").asInt()).isPositive();
    assertThat(bucket.keys("tail/")).hasSize(2);
  }

  @Test
  @Order(3)
  void anEventOfAnotherShapeFailsTheInvocationAndSaysWhatIsExpected() {
    List<String> others =
        List.of(
            "{}",
            "{\"hello\":1}",
            "[1]",
            "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
            SqsEnvelope.of("not json"),
            SqsEnvelope.of("{\"shard\":1,\"shards\":1,\"planned\":\"2026-11-29T18:00:00Z\"}"));
    for (String event : others) {
      assertThatThrownBy(() -> function("Scrape").invoke(event))
          .hasMessageContaining("not a scrape event")
          .hasMessageContaining("planned");
    }
  }

  @Test
  @Order(3)
  void aMessageThatComesTwiceOrAnHourLateWritesNothing() throws Exception {
    JsonNode done = scrape();
    int objects = bucket.keys("tail/").size();
    String planned = done.path("planned").asText();

    JsonNode again =
        JSON.readTree(function("Scrape").invoke(SqsEnvelope.of(run(Instant.parse(planned)))));
    JsonNode late =
        JSON.readTree(
            function("Scrape")
                .invoke(SqsEnvelope.of(run(Instant.parse(planned).minusSeconds(3600)))));

    assertThat(again.path("problems").get(0).asText())
        .isEqualTo("repeated: the run of " + planned + " is done already, its samples are stored");
    assertThat(late.path("problems").get(0).asText()).startsWith("missed: ");
    assertThat(bucket.keys("tail/")).hasSize(objects);
    assertThat(again.path("batchItemFailures").isEmpty()).isTrue();
  }

  @Test
  @Order(3)
  void oneBadMessageOfSeveralFailsTheInvocationAfterTheOthersWereDone() throws Exception {
    Instant next = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 2 * 2 + 2);
    Thread.sleep(Duration.between(Instant.now(), next));
    int objects = bucket.keys("tail/").size();

    assertThatThrownBy(() -> function("Scrape").invoke(SqsEnvelope.of("bad", run(next))))
        .hasMessageContaining("1 of 2 messages failed: message m0: not a scrape event");
    assertThat(bucket.keys("tail/")).hasSize(objects + 1);
  }

  @Test
  @Order(4)
  void whatWasScrapedAndPushedIsAnsweredOverTheUrl() throws IOException {
    assertThat(byJob(query("up"))).isEqualTo(Map.of("exporter", 1.0, "gone", 0.0, "push", 1.0));
    assertThat(query("backup_bytes{job=\"backup\",instance=\"db-1\"}"))
        .singleElement()
        .satisfies(sample -> assertThat(value(sample)).isEqualTo(42));
    assertThat(query("rate(" + exporter.counter() + "[5m])"))
        .singleElement()
        .satisfies(sample -> assertThat(value(sample)).isPositive());
  }

  @Test
  @Order(5)
  void aQueryThatCannotBeReadIsAnsweredWithItsPosition() throws IOException {
    FunctionUrl.Answer answer =
        new FunctionUrl(function("Query")).get("/api/v1/query", "query=sum(");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errorType").asText()).isEqualTo("bad_data");
    assertThat(answer.json().path("error").asText()).contains("1:5");
  }

  @Test
  @Order(6)
  void rulesAreRecordedAndAlertsPosted() throws Exception {
    // Slots of five seconds: the first after the scrapes sees them.
    for (int tick = 0; tick < 5 && alertmanager.posts().isEmpty(); tick++) {
      Thread.sleep(2_000);
      assertThat(elements(fire("Rules").path("problems"))).isEmpty();
    }

    assertThat(byJob(query("job:up:sum")))
        .isEqualTo(Map.of("exporter", 1.0, "gone", 0.0, "push", 1.0));
    assertThat(query("ALERTS{alertstate=\"firing\"}")).hasSize(1);
    JsonNode alerts = JSON.readTree(alertmanager.posts().getFirst());
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).path("labels").path("alertname").asText()).isEqualTo("TargetDown");
    assertThat(alerts.get(0).path("annotations").path("summary").asText())
        .isEqualTo("gone at 127.0.0.1:1 is down");
  }

  @Test
  @Order(7)
  void theStateOfTargetsAndRulesIsShownOverTheUrl() throws IOException {
    FunctionUrl url = new FunctionUrl(function("Query"));

    JsonNode targets = url.get("/api/v1/targets", "").json().path("data").path("activeTargets");
    JsonNode alerts = url.get("/api/v1/alerts", "").json().path("data").path("alerts");

    assertThat(elements(targets))
        .extracting(
            target -> target.path("scrapePool").asText() + " " + target.path("health").asText())
        .containsExactlyInAnyOrder("exporter up", "gone down", "push up");
    assertThat(elements(alerts))
        .extracting(alert -> alert.path("labels").path("alertname").asText())
        .containsExactly("TargetDown");
  }

  @Test
  @Order(8)
  void compactionTakesInWhatIsFreshAndChangesNoAnswer() throws Exception {
    while (bucket.keys("tail/").size() <= 20) {
      scrape();
    }
    comparedAt = Instant.now().getEpochSecond();
    List<String> before = everything();

    JsonNode report = fire("Compact");

    assertThat(report.path("tailObjects").asInt()).as(report.toString()).isGreaterThan(20);
    assertThat(elements(report.path("problems"))).isEmpty();
    assertThat(bucket.keys("samples/")).isNotEmpty();
    assertThat(bucket.keys("catalog/")).isNotEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  /// The samples of one series and the newest of all but the functions' own metrics, which go on,
  /// at a time that does not move.
  private static List<String> everything() throws IOException {
    FunctionUrl url = new FunctionUrl(function("Query"));
    List<String> answers = new ArrayList<>();
    String newest = "last_over_time({job!=\"firebucket\",__name__=~\".+\"}[10m])";
    for (String promql : List.of("up[10m]", newest)) {
      String query = "query=" + URLEncoder.encode(promql, UTF_8) + "&time=" + comparedAt;
      FunctionUrl.Answer answer = url.get("/api/v1/query", query);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(elements(answer.json().path("data").path("result"))).isNotEmpty();
      answers.add(answer.body());
    }
    return answers;
  }
}
