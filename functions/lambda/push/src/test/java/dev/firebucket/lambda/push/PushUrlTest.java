package dev.firebucket.lambda.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.lambda.request.UrlAnswer;
import dev.firebucket.lambda.request.UrlEntrance;
import dev.firebucket.lambda.request.UrlRequest;
import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.access.Gate;
import dev.firebucket.lambda.request.access.KnownCallers;
import dev.firebucket.lambda.request.metrics.RequestMetrics;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What callers of the push function's URL see, without AWS between.
class PushUrlTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T18:00:00Z"), ZoneOffset.UTC);

  /// Of the word `t0ken`.
  private static final String CALLERS =
      "bearer_tokens: {ci: 'sha256:b46c09677343261f0b439a472422225e3a230c9c094d6ab16762e2036b597053'}";

  private final ObjectStore store = new MemoryObjectStore();
  private final RequestMetrics metrics = new RequestMetrics();
  private boolean isRefusing;
  private boolean isReadable = true;
  private final UrlEntrance open = url(Optional.empty());
  private final UrlEntrance guarded =
      url(
          Optional.of(
              new Access(new Gate(new KnownCallers("ssm:/auth", this::secret, CLOCK::instant)))));

  private UrlEntrance url(Optional<Access> access) {
    return new UrlEntrance(
        access,
        CorsOrigin.of("https://grafana\\.example"),
        new PushRoutes(
            new PushHttp(new PushGateway(store, CLOCK), false, ByteBudget.ofHeap()),
            new RemoteWriteReceiver(
                batches -> {
                  if (isRefusing) {
                    throw new IOException("503 Slow Down");
                  }
                },
                CLOCK,
                ByteBudget.ofHeap())),
        metrics);
  }

  private String secret() throws IOException {
    if (!isReadable) {
      throw new IOException("AccessDenied");
    }
    return CALLERS;
  }

  private static UrlRequest request(
      String method, String path, Map<String, String> headers, String body) {
    return new UrlRequest(method, path, "", headers, body.getBytes(UTF_8));
  }

  private static String text(UrlAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  private UrlAnswer ask(String method, String path, String body) {
    return open.answer(request(method, path, Map.of(), body));
  }

  @Test
  void whatIsPushedIsShownAndDeleted() {
    assertThat(ask("PUT", "/metrics/job/a%20b/instance/x+y", "backup_bytes 42\n").status())
        .isEqualTo(200);
    assertThat(text(ask("GET", "/metrics", "")))
        .contains("backup_bytes{instance=\"x+y\",job=\"a b\"} 42");
    assertThat(ask("HEAD", "/metrics", "").body()).isEmpty();
    assertThat(text(ask("GET", "/api/v1/metrics", ""))).contains("\"status\":\"success\"");

    assertThat(ask("DELETE", "/metrics/job/a%20b/instance/x+y", "").status()).isEqualTo(202);
    assertThat(text(ask("GET", "/metrics", ""))).doesNotContain("backup_bytes{");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /-/healthy, 200",
    "GET, /-/ready, 200",
    "POST, /-/ready, 405",
    "OPTIONS, /-/ready, 204",
    "GET, /api/v1/write, 405",
    "GET, /no/such/path, 404",
    "PATCH, /metrics/job/a, 405",
    "PUT, /metrics/job/, 400",
    "PUT, /metrics/job/a%zz, 400",
    "OPTIONS, /metrics/job/a, 204",
    "OPTIONS, /api/v1/write, 204",
    "PUT, /api/v1/admin/wipe, 404",
  })
  void eachRequestHasItsStatus(String method, String path, int status) {
    assertThat(ask(method, path, "x 1\n").status()).isEqualTo(status);
  }

  @Test
  void aRemoteWriteThatIsNoneIsRefusedAndOneThatCannotBeStoredMayBeSentAgain() {
    Map<String, String> headers =
        Map.of("content-type", "application/x-protobuf", "content-encoding", "snappy");

    assertThat(open.answer(request("POST", "/api/v1/write", headers, "\0")).status())
        .isEqualTo(204);
    assertThat(ask("POST", "/api/v1/write", "no snappy").status()).isBetween(400, 415);
  }

  @Test
  void onlyWhoIsNamedReachesTheRoutes() {
    UrlRequest push = request("PUT", "/metrics/job/a", Map.of(), "x 1\n");
    UrlAnswer refused = guarded.answer(push);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers()).containsKey("WWW-Authenticate");

    UrlRequest named =
        request("PUT", "/metrics/job/a", Map.of("authorization", "Bearer t0ken"), "x 1\n");
    assertThat(guarded.answer(named).status()).isEqualTo(200);
    assertThat(guarded.answer(request("GET", "/-/healthy", Map.of(), "")).status()).isEqualTo(200);
    assertThat(guarded.answer(request("OPTIONS", "/api/v1/write", Map.of(), "")).status())
        .isEqualTo(401);
    assertThat(
            guarded
                .answer(
                    request(
                        "OPTIONS",
                        "/api/v1/write",
                        Map.of("origin", "https://a", "access-control-request-method", "POST"),
                        ""))
                .status())
        .isEqualTo(204);
  }

  @Test
  void aSecretThatCannotBeReadLetsNobodyIn() {
    isReadable = false;
    UrlAnswer answered =
        guarded.answer(request("GET", "/metrics", Map.of("authorization", "Bearer t0ken"), ""));

    assertThat(answered.status()).isEqualTo(503);
    assertThat(answered.isFailure()).isTrue();
  }

  @Test
  void pagesOfTheNamedOriginMayReadTheApi() {
    UrlAnswer mine =
        open.answer(
            request("GET", "/api/v1/metrics", Map.of("origin", "https://grafana.example"), ""));
    UrlAnswer others =
        open.answer(request("GET", "/api/v1/metrics", Map.of("origin", "https://x.example"), ""));

    assertThat(mine.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://grafana.example")
        .containsEntry("Vary", "Origin");
    assertThat(others.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    assertThat(ask("GET", "/metrics", "").headers()).doesNotContainKey("Vary");
  }

  @Test
  void requestsAreCountedUnderABoundedSetOfHandlers() {
    for (int i = 0; i < 5; i++) {
      ask("PUT", "/metrics/job/job" + i, "x 1\n");
      ask("GET", "/no/such/path" + i, "");
    }
    ask("GET", "/metrics", "");

    MetricFamily requests =
        MetricFamilies.of(List.of(metrics)).stream()
            .filter(family -> family.name().equals("prometheus_http_requests_total"))
            .findFirst()
            .orElseThrow();
    assertThat(requests.points())
        .extracting(point -> point.labels().toString() + " " + point.value())
        .containsExactlyInAnyOrder(
            "{code=\"404\", handler=\"/*\"} 5.0",
            "{code=\"200\", handler=\"/metrics\"} 1.0",
            "{code=\"200\", handler=\"/push/metrics/job/:group\"} 5.0");
  }
}
