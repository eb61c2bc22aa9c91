package dev.firebucket.ingest.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Small pushes that become large ones.
class PushBombTest {
  private static final int ROOM = 8 << 20;

  private final ByteBudget room = new ByteBudget(ROOM);
  private final PushHttp http =
      new PushHttp(new PushGateway(new MemoryObjectStore(), Clock.systemUTC()), false, room);

  private PushAnswer push(String path, String encoding, byte[] body) throws IOException {
    PushAnswer answer = http.handle(new PushRequest("POST", path, "", encoding, body));
    assertThat(room.held()).as("given back").isZero();
    return answer;
  }

  private static byte[] gzip(String text, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        gzip.write(text.getBytes(UTF_8));
      }
    }
    return packed.toByteArray();
  }

  private static String words(PushAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  @Test
  void aMillionMetricsOfFourBytesAreCountedAsTheObjectsThatTheyBecome() throws Exception {
    PushAnswer answer = push("/metrics/job/a", "gzip", gzip("a 1\n", 1_000_000));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(words(answer)).contains("more than the 8,388,608 bytes");
    assertThat(push("/metrics/job/a", "", "a 1\n".getBytes(UTF_8)).status()).isEqualTo(200);
  }

  @Test
  void whatGzipBecomesIsCountedWhileItGrows() throws Exception {
    assertThat(push("/metrics/job/a", "gzip", gzip("#\n", 8_000_000)).status()).isEqualTo(413);
  }

  @Test
  void labelsOfTheGroupAreCountedForEachMetric() throws Exception {
    StringBuilder metrics = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      metrics.append("m").append(i).append(" 1\n");
    }
    byte[] body = metrics.toString().getBytes(UTF_8);

    assertThat(push("/metrics/job/a", "", body).status()).isEqualTo(200);
    assertThat(push("/metrics/job/" + "a".repeat(5000), "", body).status()).isEqualTo(413);
  }

  @Test
  void whatDoesNotFitNextToOthersMayComeAgain() throws Exception {
    byte[] body = gzip("a 1\n", 10_000);
    try (ByteBudget.Share others = room.share()) {
      assertThat(others.add(ROOM - 100_000)).isTrue();

      PushAnswer answer = http.handle(new PushRequest("POST", "/metrics/job/a", "", "gzip", body));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }
  }

  @Test
  void aSeriesBeyondTheBoundsIsNamed() throws Exception {
    StringBuilder crowded = new StringBuilder("crowded{");
    for (int i = 0; i < 1000; i++) {
      crowded.append("l").append(i).append("=\"x\",");
    }
    PushAnswer many =
        push("/metrics/job/a", "", crowded.append("} 1\n").toString().getBytes(UTF_8));
    PushAnswer value =
        push("/metrics/job/a", "", ("m{v=\"" + "x".repeat(70_000) + "\"} 1\n").getBytes(UTF_8));

    assertThat(many.status()).isEqualTo(400);
    assertThat(words(many)).contains("series crowded{", "1002 labels, at most 1000 are kept");
    assertThat(value.status()).isEqualTo(400);
    assertThat(words(value)).contains("series m{", "in label v, at most 65536 are kept");
  }
}
