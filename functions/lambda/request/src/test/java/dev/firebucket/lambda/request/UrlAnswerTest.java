package dev.firebucket.lambda.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.lambda.start.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests and answers as Lambda's payload format 2.0 has them.
class UrlAnswerTest {
  private static final UrlRequest PLAIN =
      new UrlRequest("GET", "/metrics", "", Map.of(), new byte[0]);
  private static final UrlRequest COMPRESSED =
      new UrlRequest("GET", "/metrics", "", Map.of("accept-encoding", "gzip"), new byte[0]);

  private static Map<?, ?> payload(UrlAnswer answer, UrlRequest request) throws IOException {
    return (Map<?, ?>) EventJson.read(answer.json(request));
  }

  private static Map<?, ?> event(String text) throws IOException {
    return (Map<?, ?>) EventJson.read(text.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void aRequestIsReadWithItsBytesAndHeadersInAnyCase() throws IOException {
    UrlRequest request =
        UrlRequest.read(
            event(
                "{'rawPath':'/metrics/job/a%2Fb+c','headers':{'Content-Type':'x'},'isBase64Encoded':true,'body':'AAH/',"
                    + "'requestContext':{'http':{'method':'PUT'}}}"));

    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.decodedPath()).isEqualTo("/metrics/job/a/b+c");
    assertThat(request.header("content-type")).hasValue("x");
    assertThat(request.body()).containsExactly(0, 1, -1);
  }

  @ParameterizedTest
  @CsvSource({
    "//api/v1/write, /api/v1/write",
    "/metrics/job/b/x//instance/y, /metrics/job/b/x//instance/y",
    "/metrics/job/b/instance/, /metrics/job/b/instance/",
    "/, /",
    "//, /",
  })
  void slashesTooManyAtTheBeginningMeanNothingAndOthersAnEmptyLabel(String path, String meant)
      throws IOException {
    String event = "{'rawPath':'%s','requestContext':{'http':{'method':'GET'}}}".formatted(path);

    assertThat(UrlRequest.read(event(event)).path()).isEqualTo(meant);
  }

  @Test
  void anEventThatIsNoRequestIsRefused() {
    assertThatThrownBy(() -> UrlRequest.read(event("{'rawPath':'/'}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("payload format 2.0");
  }

  @Test
  void brokenEscapesAreSeen() {
    assertThat(new UrlRequest("GET", "/a%zz", "", Map.of(), new byte[0]).hasBrokenEscape())
        .isTrue();
    assertThat(new UrlRequest("GET", "/a%2f", "", Map.of(), new byte[0]).hasBrokenEscape())
        .isFalse();
  }

  @Test
  void aShortAnswerTravelsAsText() throws IOException {
    Map<?, ?> payload = payload(UrlAnswer.plain(200, "ü\n").with("Allow", "GET"), COMPRESSED);

    assertThat(payload.get("statusCode")).isEqualTo(200L);
    assertThat(payload.get("isBase64Encoded")).isEqualTo(false);
    assertThat(payload.get("body")).isEqualTo("ü\n");
    assertThat(payload.get("headers"))
        .isEqualTo(Map.of("Content-Type", "text/plain; charset=utf-8", "Allow", "GET"));
  }

  @Test
  void aLongAnswerIsCompressedForThoseWhoTakeIt() throws IOException {
    UrlAnswer answer = UrlAnswer.plain(200, "x".repeat(10_000)).with("Vary", "Origin");
    Map<?, ?> payload = payload(answer, COMPRESSED);

    assertThat(payload.get("isBase64Encoded")).isEqualTo(true);
    byte[] packed = Base64.getDecoder().decode((String) payload.get("body"));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo("x".repeat(10_000).getBytes(UTF_8));
    }
    assertThat(payload.get("headers"))
        .isEqualTo(
            Map.of(
                "Content-Type",
                "text/plain; charset=utf-8",
                "Content-Encoding",
                "gzip",
                "Vary",
                "Origin, Accept-Encoding"));
    assertThat(payload(answer, PLAIN).get("body")).isEqualTo("x".repeat(10_000));
  }

  @Test
  void anAnswerThatLambdaWouldNotLetThroughSaysSo() throws IOException {
    String large = "y".repeat(7 << 20);
    Map<?, ?> refused = payload(UrlAnswer.plain(200, large), PLAIN);

    assertThat(refused.get("statusCode")).isEqualTo(422L);
    assertThat((String) refused.get("body"))
        .contains("7340032 bytes", "asked for with Accept-Encoding: gzip");
    assertThat(payload(UrlAnswer.plain(200, large), COMPRESSED).get("statusCode")).isEqualTo(200L);

    byte[] random = new byte[12 << 20];
    new Random(1).nextBytes(random);
    UrlAnswer incompressible = UrlAnswer.of(200, "text/plain", Base64.getEncoder().encode(random));
    assertThat(payload(incompressible, COMPRESSED).get("statusCode")).isEqualTo(422L);
  }
}
