package dev.firebucket.storage.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the store makes of answers that S3 gives rarely.
class S3AnswersTest {
  private record Answer(int status, Map<String, String> headers, String body) {
    /// The connection ends instead.
    static final Answer LOST = new Answer(0, Map.of(), "");

    static Answer refusal(int status, String code) {
      return new Answer(
          status, Map.of(), "<Error><Code>%s</Code><Message>m</Message></Error>".formatted(code));
    }
  }

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
  private AnsweredStore answered;
  private ObjectStore store;

  @BeforeEach
  void openStore() throws Exception {
    answered = new AnsweredStore(this::answer);
    store = answered.store();
  }

  @AfterEach
  void close() {
    answered.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange);
      exchange.getRequestBody().readAllBytes();
      Answer answer = answers.remove();
      if (answer.equals(Answer.LOST)) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void anObjectThatWasChangedOnTheWayIsAskedForAgain() throws Exception {
    // The checksum of "123456789" that every description of CRC-32 gives: cbf43926.
    Map<String, String> checksum = Map.of("x-amz-checksum-crc32", "y/Q5Jg==");
    answers.add(new Answer(200, checksum, "123456780"));
    answers.add(new Answer(200, checksum, "123456789"));

    assertThat(store.get("state/a")).hasValue("123456789".getBytes(UTF_8));
    assertThat(requests).hasSize(2);
  }

  @Test
  void theChecksumOfPartsIsNotThatOfTheObject() throws Exception {
    answers.add(new Answer(200, Map.of("x-amz-checksum-crc32", "y/Q5Jg==-2"), "abc"));

    assertThat(store.get("state/a")).hasValue("abc".getBytes(UTF_8));
  }

  @Test
  void whatFailsAfterItsAnswerBeganIsTriedAgain() throws Exception {
    answers.add(Answer.refusal(200, "InternalError"));
    answers.add(new Answer(200, Map.of(), "<CopyObjectResult/>"));
    answers.add(Answer.refusal(200, "SlowDown"));
    answers.add(new Answer(200, Map.of(), "<DeleteResult/>"));

    assertThat(store.copy("state/a", "state/b")).isTrue();
    store.delete(List.of("tail/a"));

    assertThat(requests).hasSize(4);
  }

  @Test
  void whatIsRefusedAfterItsAnswerBeganHasFailed() {
    answers.add(Answer.refusal(200, "AccessDenied"));
    answers.add(Answer.refusal(200, "AccessDenied"));

    assertThatThrownBy(() -> store.copy("state/a", "state/b"))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot write 'state/b'")
        .hasMessageContaining("s3:PutObject");
    assertThatThrownBy(() -> store.delete(List.of("tail/a")))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot delete 'tail/a'")
        .hasMessageContaining("s3:DeleteObject");
  }

  @Test
  void aPageOfSomethingElseIsNoCopyAndNoDeletion() {
    answers.add(new Answer(200, Map.of(), "<html>log in here</html>"));
    answers.add(new Answer(200, Map.of(), "log in here"));

    assertThatThrownBy(() -> store.copy("state/a", "state/b"))
        .hasMessageContaining("<html> instead of <CopyObjectResult>")
        .hasMessageContaining("--storage.s3.endpoint");
    assertThatThrownBy(() -> store.delete(List.of("tail/a")))
        .hasMessageContaining("not XML")
        .hasMessageContaining("--storage.s3.endpoint");
    assertThat(requests).hasSize(2);
  }

  @Test
  void aConditionalPutWhoseAnswerIsLostAndWhichIsThenRefusedMayBeDone() throws Exception {
    answers.add(Answer.LOST);
    answers.add(Answer.refusal(403, "ExpiredToken"));

    assertThat(store.putIfAbsent("catalog/a", new byte[1])).isEqualTo(PutIfAbsentOutcome.UNKNOWN);
    assertThat(requests).hasSize(2);
  }

  @Test
  void aConditionalPutThatRacedWithItsOwnLostOneMayBeDone() throws Exception {
    answers.add(Answer.LOST);
    answers.add(Answer.refusal(409, "ConditionalRequestConflict"));
    answers.add(Answer.refusal(403, "ExpiredToken"));

    assertThat(store.putIfAbsent("catalog/a", new byte[1])).isEqualTo(PutIfAbsentOutcome.UNKNOWN);
    assertThat(requests).hasSize(3);
  }

  @Test
  void aConditionalPutThatWasOnlyRefusedIsAFailure() {
    answers.add(Answer.refusal(409, "ConditionalRequestConflict"));
    answers.add(Answer.refusal(403, "ExpiredToken"));

    assertThatThrownBy(() -> store.putIfAbsent("catalog/a", new byte[1]))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("the credentials have expired");
  }

  @Test
  void anObjectThatCannotBeDeletedIsNamed() {
    answers.add(
        new Answer(
            200,
            Map.of(),
            "<DeleteResult><Error><Key>x/tail/b</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>"));

    assertThatThrownBy(() -> store.delete(List.of("tail/a", "tail/b")))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot delete 'x/tail/b'")
        .hasMessageContaining("s3:DeleteObject");
  }

  @Test
  void aMachineWhoseClockIsWrongGoesByTheStores() throws Exception {
    Instant there = Instant.now().plus(Duration.ofHours(7));
    answers.add(
        new Answer(
            403,
            Map.of(),
            "<Error><Code>RequestTimeTooSkewed</Code><ServerTime>%s</ServerTime></Error>"
                .formatted(there)));
    answers.add(new Answer(200, Map.of(), ""));

    store.put("tail/a", new byte[1]);

    assertThat(requests).hasSize(2);
    String signed = requests.getLast().getRequestHeaders().getFirst("X-Amz-Date");
    Instant time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .parse(signed, Instant::from);
    assertThat(time).isBetween(there.minusSeconds(60), there.plusSeconds(60));
  }

  @Test
  void aRequestForASlowerPaceIsFollowed() throws Exception {
    answers.add(Answer.refusal(503, "SlowDown"));
    answers.add(Answer.refusal(429, "TooManyRequestsException"));
    answers.add(new Answer(200, Map.of(), "abc"));

    assertThat(store.get("state/a")).isPresent();
    assertThat(requests).hasSize(3);
  }

  @Test
  void whatIsNotAllowedIsNotAskedAgain() {
    answers.add(Answer.refusal(403, "AccessDenied"));

    assertThatThrownBy(() -> store.get("state/a")).hasMessageContaining("s3:GetObject");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aPageOfSomethingElseIsAnError() {
    answers.add(new Answer(200, Map.of(), "<html>log in here</html>"));
    answers.add(
        new Answer(
            200,
            Map.of(),
            "<ListBucketResult><Contents><Key>x/tail/a</Key><Size>many</Size></Contents></ListBucketResult>"));

    assertThatThrownBy(() -> store.list("tail/"))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot list 'tail/' in s3://bucket/x")
        .hasMessageContaining("html");
    assertThatThrownBy(() -> store.list("tail/"))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot list");
  }

  @Test
  void aRefusalThatIsNotS3sIsQuoted() {
    answers.add(new Answer(407, Map.of(), "the proxy wants a password"));

    assertThatThrownBy(() -> store.get("state/a"))
        .hasMessageContaining("status 407: the proxy wants a password");
  }
}
