package dev.firebucket.ingest.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.testsupport.PeerProcess;
import dev.firebucket.testsupport.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same requests to the real Pushgateway and to ours: statuses, error texts and what a scraper
/// sees afterwards are the same.
class BesidePushgatewayTest {
  private record Step(String method, String path, String body) {}

  private static final List<Step> STEPS =
      List.of(
          put("/job/a/instance/i", "# HELP a first\n# TYPE a counter\na 1\nb{x=\"y\"} 2\n"),
          put("/job/other", "# HELP a second\n# TYPE a counter\na 2\n"),
          post("/job/a/instance/i", "b{job=\"no\",instance=\"no\",z=\"\"} 7\nc{x=\"1\"} 8\n"),
          post("/job/own", "i{instance=\"mine\"} 1\n"),
          put("/job/ts", "a 1 123\n"),
          put("/job/clash", "# TYPE a gauge\na 1\n"),
          put("/job/twice", "t{x=\"1\"} 1\nt{x=\"1\"} 2\n"),
          put("/job/empty", ""),
          put("/job/blank", "\n\n  \n# some comment\n#\n# TYPE lonely gauge\n"),
          put("/job/push", "push_time_seconds 1\nkept 1\n"),
          put(
              "/job/hist",
              "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"2.50\"} 2\nh_count 3\n"),
          put("/job/suffix", "h_count 3\n"),
          put(
              "/job/hist2",
              "# TYPE h2 histogram\nh2_bucket{le=\"1\"} 1\nh2_bucket{le=\"+Inf\"} 4\nh2_sum 3\n"),
          put("/job/hist3", "# TYPE h3 histogram\nh3{a=\"b\"} 1\nh3_bucket 2\n"),
          put(
              "/job/sum",
              "# TYPE s summary\ns{quantile=\"0.5\"} 1\ns{quantile=\"0.99\",a=\"b\"} 4\ns_sum 3\n"),
          put("/job/q/quantile/3", "q{quantile=\"1\"} 1\n"),
          put("/job/late", "l 1\n# TYPE l counter\nl{x=\"1\"} 2\n"),
          put("/job/late", "# TYPE z counter\n# TYPE z gauge\nz 2\n"),
          put("/job/late", "# HELP z counter\n# HELP z gauge\nz 2\n"),
          put("/job/late", "# TYPE z foo\nz 2\n"),
          put("/job/late", "# TYPE z COUNTER\nz 2\n"),
          put("/job/noend", "z 2"),
          put("/job/noend", "z 2\nz{"),
          put("/job/noend", "z{x=\"1\n"),
          put("/job/value", "z 2x\n"),
          put("/job/value", "z 1e400\n"),
          put("/job/value", "z 0x10\n"),
          put("/job/value", "z 1_0\n"),
          put("/job/value", "z\n"),
          put("/job/value", "z 1 x\n"),
          put("/job/value", "z 1 2 3\n"),
          put("/job/value", "0z 1\n"),
          put("/job/value", "z{0x=\"1\"} 1\n"),
          put("/job/value", "z{x:\"1\"} 1\n"),
          put("/job/value", "z{x=1} 1\n"),
          put("/job/value", "z{x=\"1\" y=\"2\"} 1\n"),
          put("/job/value", "z{x=\"\\y\"} 1\n"),
          put("/job/value", "z{x=\"1\",x=\"2\"} 1\n"),
          put("/job/value", "z{__name__=\"1\"} 1\n"),
          put("/job/value", "{\"q.x\"} 1\n"),
          put("/job/value", "# TYPE v summary\nv{quantile=\"x\"} 1\n"),
          put("/job/value", "# TYPE v histogram\nv_bucket{le=\"x\"} 1\n"),
          put(
              "/job/value",
              "# HELP v  a \\\\ b \\n"
                  + " c \"d\"\n"
                  + " v{ a = \"\\\\ \\n"
                  + " \\\"\" , } +Inf\n"
                  + "v1 1000000\n"
                  + "v2 123456789\n"
                  + "v3 0.00001\n"
                  + "v4 nan\n"
                  + "v5 -0\n"),
          put("/job", "a 1\n"),
          put("/job/x/foo", "a 1\n"),
          put("/job/x/0foo/bar", "a 1\n"),
          put("/job/x/__x/bar", "a 1\n"),
          put("/job@base64/=", "a 1\n"),
          put("/job@base64/YS9i", "base 1\n"),
          put("/job@base64/YS9i/foo@base64/=", "base2 1\n"),
          put("/job/slash/path@base64/L3Zhci90bXA", "base3 1\n"),
          put("/job/again/job/second", "again 1\n"),
          put("/job/x%2Fy/z", "a 1\n"),
          put("/job/%E6%B8%AC/k/%E8%A9%A6%20%22q%22", "utf8{v=\"測\"} 1\n"),
          step("DELETE", "/job/own", ""),
          step("DELETE", "/job/never", ""),
          step("GET", "/job/a", ""),
          put("/job/a/instance/i", "d 1\n"),
          put("/job/many", "# TYPE many gauge\nmany 1\nmany 1\n"));

  @TempDir private Path folder;

  private final List<String> differences = new ArrayList<>();
  private PeerProcess real;
  private PushHttp ours;

  private static Step put(String path, String body) {
    return step("PUT", path, body);
  }

  private static Step post(String path, String body) {
    return step("POST", path, body);
  }

  private static Step step(String method, String path, String body) {
    return new Step(method, path, body);
  }

  @BeforeEach
  void startBoth() throws Exception {
    String program = Peers.program("pushgateway").toString();
    real =
        PeerProcess.start(
            port -> List.of(program, "--web.listen-address=127.0.0.1:" + port),
            Map.of(),
            "/-/ready",
            folder.resolve("pushgateway.log"));
    ours =
        new PushHttp(
            new PushGateway(new MemoryObjectStore(), Clock.systemUTC()), true, ByteBudget.ofHeap());
  }

  @AfterEach
  void stop() {
    if (real != null) {
      real.close();
    }
  }

  @Test
  void requestsAreAnsweredAsByTheRealOne() throws Exception {
    for (Step step : STEPS) {
      compare(step);
    }
    // A deletion is answered before it is done there.
    Thread.sleep(200);
    compareExpositions();
    compareJson();
    System.out.printf(
        "beside the Pushgateway: %d requests, %d differences%n", STEPS.size(), differences.size());
    assertThat(differences).isEmpty();
  }

  private void compare(Step step) throws Exception {
    HttpResponse<String> expected = send(step.method(), "/metrics" + step.path(), step.body());
    PushAnswer actual = request(step.method(), "/metrics" + step.path(), step.body());
    String body = new String(actual.body(), UTF_8);
    if (expected.statusCode() != actual.status() || !normal(expected.body()).equals(normal(body))) {
      differences.add(
          "%s: real %d %s%nours %d %s"
              .formatted(step, expected.statusCode(), expected.body(), actual.status(), body));
    }
  }

  /// Several problems come in the order of a Go map, which also decides which of two types that
  /// clash is blamed, how often; protobuf's text form varies its blanks.
  private static String normal(String text) {
    String blamed =
        text.replaceAll(" +", " ")
            .replaceAll("[0-9]+ error\\(s\\) occurred:\n\\* ", "")
            .replaceAll("\n\\* ", "\n")
            .replaceAll("collected (metric|histogram).* collides with .*", "names collide")
            .replaceAll("collected metric (\"\\w+\") .* is not a [A-Z]+", "$1 clashes");
    return String.join("\n", new TreeSet<>(List.of(blamed.split("\n", -1))))
        .replaceAll("(.* )?(\"\\w+\" clashes)(\n.* clashes)*", "$2");
  }

  private void compareExpositions() throws Exception {
    String expected = withoutItsOwn(send("GET", "/metrics", "").body());
    String actual = withoutItsOwn(new String(request("GET", "/metrics", "").body(), UTF_8));
    if (!expected.equals(actual)) {
      differences.add("exposition: real\n" + expected + "\nours\n" + actual);
    }
  }

  private static String withoutItsOwn(String exposition) {
    StringBuilder kept = new StringBuilder();
    for (String line : exposition.split("\n", -1)) {
      String shown = line.replaceFirst("^(push(_failure)?_time_seconds.*) [1-9]\\S*$", "$1 T");
      if (!line.matches("(# (HELP|TYPE) )?(go|process|promhttp|pushgateway)_.*")
          && !shown.contains("a first")
          && !shown.contains("a second")) {
        kept.append(shown).append('\n');
      }
    }
    return kept.toString();
  }

  private void compareJson() throws Exception {
    TreeSet<String> expected = groups(send("GET", "/api/v1/metrics", "").body());
    TreeSet<String> actual =
        groups(new String(request("GET", "/api/v1/metrics", "").body(), UTF_8));
    if (!expected.equals(actual)) {
      TreeSet<String> missing = new TreeSet<>(expected);
      missing.removeAll(actual);
      TreeSet<String> more = new TreeSet<>(actual);
      more.removeAll(expected);
      differences.add(
          "json: real\n" + String.join("\n", missing) + "\nours\n" + String.join("\n", more));
    }
  }

  private static TreeSet<String> groups(String json) {
    String timeless =
        json.replaceAll("\"time_stamp\":\"[^\"]*\"", "").replaceAll("\"[1-9]\\.\\d+e\\+09\"", "T");
    String data = timeless.substring(timeless.indexOf('[') + 1, timeless.lastIndexOf(']'));
    return new TreeSet<>(
        List.of(data.split("(?<=}),(?=\\{\"(?!type|labels\":\\{[^}]*},\"value))")));
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return real.send(
        HttpRequest.newBuilder(URI.create(real.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8)));
  }

  private PushAnswer request(String method, String path, String body) throws IOException {
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
    return ours.handle(new PushRequest(method, decoded, "", "", body.getBytes(UTF_8)));
  }
}
