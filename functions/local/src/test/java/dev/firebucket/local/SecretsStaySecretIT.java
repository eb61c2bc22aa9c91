package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A marked secret in every place of a configuration, and the search for it in everything that
/// leaves the process: answers, logs, files of the store, what commands print.
class SecretsStaySecretIT {
  /// Texts of the model that nobody would put a password into, and external labels, which lose it
  /// as they are read. A new one fails the test until it stands here or has a secret in
  /// `planted-secrets.yml`.
  private static final Set<String> HOLD_NONE =
      Set.of(
          "AlertmanagerConfig.pathPrefix",
          "AlertmanagerConfig.scheme",
          "Authorization.credentialsFile",
          "Authorization.type",
          "BasicAuth.passwordFile",
          "BasicAuth.username",
          "BasicAuth.usernameFile",
          "ConfigWarning.message",
          "FilePattern.path",
          "GlobalConfig.externalLabels",
          "GlobalConfig.queryLogFile",
          "GlobalConfig.scrapeFailureLogFile",
          "HttpClientConfig.httpHeaders",
          "HttpHeader.files",
          "HttpHeader.values",
          "PrometheusConfig.file",
          "ProxyConfig.noProxy",
          "RelabelConfig.separator",
          "RelabelConfig.sourceLabels",
          "RelabelConfig.targetLabel",
          "ScrapeConfig.jobName",
          "ScrapeConfig.metricsPath",
          "ScrapeConfig.scheme",
          "ScrapeConfig.scrapeFailureLogFile",
          "TlsConfig.ca",
          "TlsConfig.caFile",
          "TlsConfig.cert",
          "TlsConfig.certFile",
          "TlsConfig.keyFile",
          "TlsConfig.maxVersion",
          "TlsConfig.minVersion",
          "TlsConfig.serverName",
          "YamlPosition.file");

  private static final Path API =
      Path.of("functions/api/src/main/java/dev/firebucket/api/ApiRoutes.java");

  @TempDir private Path folder;
  private final PlantedSecrets secrets = new PlantedSecrets();
  private final Map<String, TreeSet<String>> leaks = new TreeMap<>();

  @BeforeEach
  void writeRules() throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: test
          rules:
          - {record: "job:up:sum", expr: sum by (job) (up)}
          - {alert: Down, expr: up == 0}
        """);
  }

  @Test
  void everyTextOfTheModelHasASecretOrIsKnownToHoldNone() throws Exception {
    ModelTexts model = ModelTexts.of(PrometheusConfig.class);
    Set<String> planted =
        ModelTexts.holding(
            PlantedSecrets.MARK, new ConfigLoader().load(planted("127.0.0.1:9", "127.0.0.1:9")));

    assertThat(planted).containsAll(model.secrets());
    TreeSet<String> undecided = new TreeSet<>(model.texts());
    undecided.removeAll(planted);
    undecided.removeAll(HOLD_NONE);
    assertThat(undecided).as("plant a secret in planted-secrets.yml").isEmpty();
  }

  @Test
  void nothingThatLeavesTheServerHoldsASecret() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        AlertReceiver receiver = new AlertReceiver()) {
      Path config = planted(exporter.address(), receiver.address());
      assertThat(secrets.foundIn(config)).as("the search finds").hasSizeGreaterThan(50);
      Path data = folder.resolve("data");
      try (RunningServer server =
          RunningServer.start(
              config,
              data,
              "--log.level=debug",
              "--web.enable-lifecycle",
              "--web.external-url=http://user:" + secrets.plant("external url") + "@localhost/")) {
        server.queryUntil("count(ALERTS{alertstate='firing'})", found -> !found.isEmpty());
        look("alert", String.valueOf(receiver.posted().take()));
        lookAtAnswers(server);
        for (String broken : broken()) {
          Files.writeString(config, broken);
          look("refused reload", server.send("POST", "/-/reload", "").body());
        }
        lookAtAnswers(server);
        server.terminate();
        look("log", server.log());
      }
      lookAtFiles(data);
      look("failure log", Files.readString(folder.resolve("failures.log")));
      assertThat(leaks).isEmpty();
    }
  }

  @Test
  void nothingThatCommandsPrintHoldsASecret() throws Exception {
    check(planted("127.0.0.1:9", "127.0.0.1:9"));
    List<String> broken = broken();
    for (int i = 0; i < broken.size(); i++) {
      check(Files.writeString(folder.resolve("broken" + i + ".yml"), broken.get(i)));
    }
    String user = secrets.plant("user of an address");
    print("query", "instant", "http://user:" + user + "@127.0.0.1:1", "up");
    print("query", "instant", "http://user:" + user + "@127.0.0.1:x", "up");
    print("query", "instant", "--storage=s3://user:" + user + "@bucket/x", "up");
    print(
        "query",
        "instant",
        "--storage=s3://bucket",
        endpoint("http://user:" + user + "@host:x"),
        "up");
    print(
        "query",
        "instant",
        "--storage=s3://bucket",
        endpoint("http://user:" + user + "@127.0.0.1:1"),
        "up");

    assertThat(leaks).isEmpty();
  }

  private static String endpoint(String url) {
    return "--storage.s3.endpoint=" + url;
  }

  private Path planted(String exporter, String receiver) throws IOException {
    Files.writeString(
        folder.resolve("targets.yml"),
        secrets
            .plantIn("[{targets: ['user:«target of a file»@EXPORTER']}]")
            .replace("EXPORTER", exporter));
    Files.writeString(
        folder.resolve("broken-targets.yml"),
        secrets.plantIn(
            "[{targets: ['user:«target of a broken file»@a'], none: «field of a broken file»}]"));
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        secrets
            .plantIn(resource("planted-secrets.yml"))
            .replace("EXPORTER", exporter)
            .replace("RECEIVER", receiver)
            .replace("FOLDER", folder.toString()));
  }

  private List<String> broken() throws IOException {
    return List.of(secrets.plantIn(resource("planted-in-broken.yml")).split("(?m)^---\n"));
  }

  private static String resource(String name) throws IOException {
    return Files.readString(
        RunningServer.repository().resolve("functions/local/src/test/resources").resolve(name));
  }

  private void check(Path config) {
    print("check", "config", config.toString());
  }

  private void print(String... command) {
    StringWriter printed = new StringWriter();
    Commands.run(printed, printed, command);
    look(String.join(" ", command[0], command[1]), printed.toString());
  }

  private void look(String where, String text) {
    TreeSet<String> found = secrets.foundIn(text);
    if (!found.isEmpty()) {
      leaks.computeIfAbsent(where, key -> new TreeSet<>()).addAll(found);
    }
  }

  private void lookAtAnswers(RunningServer server) throws Exception {
    int answered = 0;
    for (String path : paths(server)) {
      HttpResponse<String> answer = server.get(path);
      answered += answer.statusCode() == 200 ? 1 : 0;
      look("GET " + path, answer.body() + answer.headers().map());
    }
    assertThat(answered).as("answers with something in them").isGreaterThan(20);
  }

  /// Every path that the API names, those of series with all series, and the values of each label.
  private static List<String> paths(RunningServer server) throws Exception {
    String all = RunningServer.encoded("{__name__=~\".+\"}");
    List<String> paths = new ArrayList<>(List.of("/", "/push", "/push/api/v1/metrics"));
    Pattern.compile("\"(/[^\"]+)\"")
        .matcher(Files.readString(RunningServer.repository().resolve(API)))
        .results()
        .map(MatchResult::group)
        .map(path -> path.replace("\"", ""))
        .forEach(
            path -> {
              paths.add(path);
              paths.add(
                  path
                      + "?query="
                      + all
                      + "&match[]="
                      + all
                      + "&start=0&end=4000000000&step=4000000");
            });
    paths.add("/api/v1/query?query=" + RunningServer.encoded("{__name__=~\".+\"}[1h]"));
    server
        .data("/api/v1/labels")
        .forEach(label -> paths.add("/api/v1/label/" + label.asText() + "/values"));
    return paths;
  }

  private void lookAtFiles(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        TreeSet<String> found = secrets.foundIn(file);
        if (!found.isEmpty()) {
          leaks.put(data.relativize(file).toString(), found);
        }
      }
    }
  }
}
