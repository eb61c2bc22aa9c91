package dev.firebucket.api.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a request to an answer.
class HttpApiTest {
  private static final Endpoint NAMED =
      request -> ApiAnswer.plain(200, "values of " + request.between("/api/v1/label/", "/values"));

  private final HttpApi api =
      new HttpApi(
          List.of(
              Route.get("/api/v1/read", _ -> ApiAnswer.plain(200, "read")),
              Route.form(
                  "/api/v1/form",
                  request -> ApiAnswer.plain(200, request.parameters().first("query"))),
              Route.change("/-/change", _ -> ApiAnswer.empty(204)),
              new Route("/api/v1/label/", ":name", "/values", Map.of("GET", NAMED), Work.LOOKUP),
              new Route(
                  "/push/", "*path", "", Map.of("PUT", _ -> ApiAnswer.empty(202)), Work.WRITE),
              Route.get("/fails/store", _ -> failing()),
              Route.get(
                  "/fails/unchecked",
                  _ -> {
                    throw new UncheckedIOException(new IOException("the store is away"));
                  }),
              Route.get(
                  "/fails/request",
                  _ -> {
                    throw ApiException.badData("no such thing");
                  }),
              Route.get(
                  "/fails/program",
                  _ -> {
                    throw new IllegalStateException("nobody foresaw it");
                  }),
              Route.get(
                  "/fails/process",
                  _ -> {
                    throw new UnsatisfiedLinkError("no library");
                  })));

  private static ApiAnswer failing() throws IOException {
    throw new IOException("the store is away");
  }

  private static ApiRequest request(String method, String path) {
    return new ApiRequest(method, path, null, Map.of(), new byte[0], Connection.LASTING);
  }

  private ApiAnswer answer(String method, String path) {
    return api.answer(request(method, path));
  }

  private static String text(ApiAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /api/v1/read,         200",
    "HEAD,    /api/v1/read,         200",
    "POST,    /api/v1/read,         405",
    "PUT,     /-/change,            204",
    "GET,     /-/change,            405",
    "GET,     /api/v1/read/,        404",
    "GET,     /api/v1/nothing,      404",
    "OPTIONS, /api/v1/nothing,      204",
    "OPTIONS, /-/change,            204",
    "OPTIONS, /nothing,             404",
    "GET,     /api/v1/label/%zz/values, 400",
    "GET,     /api/v1/label/a/b/values, 404",
    "PUT,     /push/metrics/job/a/b/c,  202",
  })
  void aPathAndAMethodDecide(String method, String path, int status) {
    assertThat(answer(method, path).status()).isEqualTo(status);
  }

  @Test
  void headIsGetWithoutItsBody() {
    assertThat(answer("HEAD", "/api/v1/read").body()).isEmpty();
    assertThat(text(answer("GET", "/api/v1/read"))).isEqualTo("read");
  }

  @Test
  void whatIsNotAllowedSaysWhatIs() {
    assertThat(answer("DELETE", "/api/v1/form").headers())
        .containsEntry("Allow", "GET, HEAD, OPTIONS, POST");
    assertThat(answer("OPTIONS", "/-/change").headers())
        .containsEntry("Allow", "OPTIONS, POST, PUT");
  }

  @ParameterizedTest
  @CsvSource({"a%2Fb, a/b", "a+b, a+b", "U__a_2e_b, U__a_2e_b", "%C3%A4, ä"})
  void aNameInAPathIsDecoded(String escaped, String name) {
    assertThat(text(answer("GET", "/api/v1/label/" + escaped + "/values")))
        .isEqualTo("values of " + name);
  }

  @Test
  void aFormGoesBeforeTheQueryStringAndOnlyWhereThereMayBeOne() {
    Map<String, String> form = Map.of("content-type", "application/x-www-form-urlencoded");
    byte[] body = "query=form".getBytes(UTF_8);

    assertThat(
            text(
                api.answer(
                    new ApiRequest(
                        "POST", "/api/v1/form", "query=url", form, body, Connection.LASTING))))
        .isEqualTo("form");
    assertThat(
            text(
                api.answer(
                    new ApiRequest(
                        "GET", "/api/v1/form", "query=url", form, body, Connection.LASTING))))
        .isEqualTo("url");
  }

  @ParameterizedTest
  @CsvSource({
    "/fails/store,     503, unavailable, the store is away",
    "/fails/unchecked, 503, unavailable, the store is away",
    "/fails/request,   400, bad_data,    no such thing",
    "/fails/program,   500, internal,    java.lang.IllegalStateException: nobody foresaw it",
  })
  void whatFailsIsAnErrorInTheEnvelope(String path, int status, String type, String words) {
    ApiAnswer answer = answer("GET", path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(text(answer))
        .isEqualTo(
            "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}".formatted(type, words));
  }

  @Test
  void whatIsWrongWithTheProcessIsNoAnswer() {
    assertThatThrownBy(() -> answer("GET", "/fails/process"))
        .isInstanceOf(UnsatisfiedLinkError.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /api/v1/read,             200, /api/v1/read",
    "GET,     /api/v1/label/job/values, 200, /api/v1/label/:name/values",
    "PUT,     /push/metrics/job/x,      202, /push/*path",
    "DELETE,  /api/v1/read,             405, /*",
    "GET,     /wp-login.php,            404, /*",
    "OPTIONS, /api/v1/wp-login.php,     204, /*",
  })
  void requestsAreCountedUnderNamesOfABoundedSet(
      String method, String path, int status, String handler) {
    assertThat(api.handler(request(method, path), status)).isEqualTo(handler);
  }

  private ApiAnswer browser(String method, String path, String... headers) {
    Map<String, String> sent = new HashMap<>(Map.of("host", "metrics.example:9090"));
    for (int i = 0; i < headers.length; i += 2) {
      sent.put(headers[i], headers[i + 1]);
    }
    return api.answer(new ApiRequest(method, path, null, sent, new byte[0], Connection.LASTING));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /push/metrics/job/a, origin,         https://elsewhere.example",
    "PUT,  /push/metrics/job/a, origin,         http://metrics.example:9091",
    "PUT,  /push/metrics/job/a, origin,         null",
    "PUT,  /push/metrics/job/a, origin,         no origin at all",
    "PUT,  /push/metrics/job/a, sec-fetch-site, cross-site",
    "POST, /-/change,           origin,         https://elsewhere.example",
  })
  void aPageOfAnotherOriginChangesNothing(String method, String path, String name, String value) {
    assertThat(browser(method, path, name, value).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /push/metrics/job/a, origin,         http://Metrics.example:9090, 202",
    "PUT,  /push/metrics/job/a, sec-fetch-site, same-origin,                 202",
    "PUT,  /push/metrics/job/a, user-agent,     curl,                        202",
    "POST, /api/v1/form,        origin,         https://elsewhere.example,   200",
    "GET,  /api/v1/read,        origin,         https://elsewhere.example,   200",
  })
  void itsOwnPageMayAndEverybodyMayAsk(
      String method, String path, String name, String value, int status) {
    assertThat(browser(method, path, name, value).status()).isEqualTo(status);
  }

  @Test
  void noAnswerIsTakenForSomethingElse() {
    assertThat(answer("GET", "/api/v1/read").headers())
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(answer("GET", "/nothing").headers())
        .containsEntry("X-Content-Type-Options", "nosniff");
  }

  @Test
  void aPathHasOneRoute() {
    String path = "/api/v1/read";
    List<Route> twice =
        List.of(
            Route.get(path, _ -> ApiAnswer.empty(200)), Route.get(path, _ -> ApiAnswer.empty(204)));

    assertThatThrownBy(() -> new HttpApi(twice)).hasMessageContaining(path);
  }
}
