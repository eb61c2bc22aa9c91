package dev.firebucket.lambda.url.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.access.Gate;
import dev.firebucket.lambda.request.access.KnownCallers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What callers see of the check, over HTTP: behind it every path answers 200 with the request's
/// body.
class CallerCheckTest {
  /// Of the word `t0ken`.
  private static final String CALLERS =
      "bearer_tokens: {ci: 'sha256:b46c09677343261f0b439a472422225e3a230c9c094d6ab16762e2036b597053'}";

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Integer> refused = new CopyOnWriteArrayList<>();
  private volatile boolean readable = true;
  private HttpServer server;

  @BeforeEach
  void open() throws Exception {
    Gate gate = new Gate(new KnownCallers("ssm:/auth", this::secret, () -> Instant.EPOCH));
    Router router = Router.router(vertx);
    router
        .route()
        .handler(new CallerCheck(new Access(gate), (status, seconds) -> refused.add(status)));
    router
        .route()
        .handler(
            context -> context.request().body().onSuccess(body -> context.response().end(body)));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  private String secret() throws IOException {
    if (!readable) {
      throw new IOException("AccessDenied");
    }
    return CALLERS;
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.actualPort(), path)))
            .method(method, HttpRequest.BodyPublishers.ofString("body of " + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whoIsNamedReachesWhatIsBehindWithTheWholeBody() throws Exception {
    HttpResponse<String> answer = send("POST", "/api/v1/write", "Authorization", "Bearer t0ken");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("body of /api/v1/write");
    assertThat(refused).isEmpty();
  }

  @Test
  void whoIsNotIsAskedForALoginOnAnyPathAndCounted() throws Exception {
    for (String path : List.of("/", "/api/v1/query", "/no/such/path", "/-/healthy/x")) {
      HttpResponse<String> answer = send("GET", path, "Authorization", "Bearer other");
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(asked -> assertThat(asked).startsWith("Basic realm"));
    }
    assertThat(send("POST", "/api/v1/write").statusCode()).isEqualTo(401);
    assertThat(refused).containsExactly(401, 401, 401, 401, 401);
  }

  @Test
  void aSecretThatCannotBeReadLetsNobodyInAndSaysSo() throws Exception {
    readable = false;

    HttpResponse<String> answer = send("GET", "/api/v1/query", "Authorization", "Bearer t0ken");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the secret that says who may call cannot be read");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(refused).containsExactly(503);
  }

  @Test
  void theHealthAndABrowsersQuestionAreOpenAndNothingElseThatLooksLikeThem() throws Exception {
    assertThat(send("GET", "/-/healthy").statusCode()).isEqualTo(200);
    assertThat(
            send(
                    "OPTIONS",
                    "/api/v1/query",
                    "Origin",
                    "https://grafana.example",
                    "Access-Control-Request-Method",
                    "POST")
                .statusCode())
        .isEqualTo(200);
    assertThat(send("OPTIONS", "/api/v1/query").statusCode()).isEqualTo(401);
    assertThat(send("OPTIONS", "/api/v1/query", "Origin", "https://x.example").statusCode())
        .isEqualTo(401);
    assertThat(send("GET", "/-/ready").statusCode()).isEqualTo(401);
  }
}
