package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.testing.RemoteWriteBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/// Small requests that become large ones, many at once, at a server of a small heap.
class BombIT {
  private static final int AT_ONCE = 16;

  @TempDir private Path folder;

  @Test
  void bombsAreRefusedAndNobodyElseSuffers() throws Exception {
    try (Exporter exporter = new Exporter("a 1\n");
        HttpClient client = HttpClient.newHttpClient();
        RunningServer server =
            RunningServer.startWith(
                "-Xmx256m", exporter.config(folder, ""), folder.resolve("data"))) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      byte[] largest = Snappy.compress(field(9, new byte[50 << 20]));
      byte[] samples = Snappy.compress(field(1, pairs(0x12, 16 << 20)));
      byte[] histograms = Snappy.compress(field(1, pairs(0x22, 16 << 20)));
      byte[] metrics = gzip("a 1\n", 4_000_000);
      for (int i = 0; i < AT_ONCE; i++) {
        answers.add(write(client, server, largest));
        answers.add(write(client, server, samples));
        answers.add(write(client, server, histograms));
        answers.add(push(client, server, metrics));
      }
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isIn(204, 413, 503);
        assertThat(answer.get().headers().firstValue("Retry-After").isPresent())
            .isEqualTo(answer.get().statusCode() == 503);
      }

      SampleBatch small = new SampleBatch();
      small.append(LabelSet.of("__name__", "w"), System.currentTimeMillis(), 7);
      assertThat(server.write(RemoteWriteBody.of(small)).statusCode()).isEqualTo(204);
      assertThat(server.send("PUT", "/push/metrics/job/j", "p 1\n").statusCode()).isEqualTo(200);
      assertThat(server.queryUntil("w", result -> !result.isEmpty())).hasSize(1);
      assertThat(server.get("/metrics").body())
          .containsPattern("firebucket_incoming_bytes(\\{.*})? ")
          .contains("firebucket_incoming_refusals_total");
      assertThat(server.log()).doesNotContain("OutOfMemoryError");
    }
  }

  private static CompletableFuture<HttpResponse<String>> write(
      HttpClient client, RunningServer server, byte[] body) {
    return send(client, HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/write")), body);
  }

  private static CompletableFuture<HttpResponse<String>> push(
      HttpClient client, RunningServer server, byte[] body) {
    return send(
        client,
        HttpRequest.newBuilder(URI.create(server.url() + "/push/metrics/job/bomb"))
            .header("Content-Encoding", "gzip"),
        body);
  }

  private static CompletableFuture<HttpResponse<String>> send(
      HttpClient client, HttpRequest.Builder request, byte[] body) {
    return client.sendAsync(
        request
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .timeout(Duration.ofMinutes(1))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] field(int number, byte[] bytes) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(message);
    output.writeByteArray(number, bytes);
    output.flush();
    return message.toByteArray();
  }

  /// Messages of no bytes, one after the other.
  private static byte[] pairs(int tag, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i += 2) {
      bytes[i] = (byte) tag;
    }
    return bytes;
  }

  private static byte[] gzip(String line, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] block = line.repeat(1000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < times / 1000; i++) {
        gzip.write(block);
      }
    }
    return packed.toByteArray();
  }
}
