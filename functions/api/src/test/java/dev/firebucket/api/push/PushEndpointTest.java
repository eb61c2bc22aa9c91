package dev.firebucket.api.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.Connection;
import dev.firebucket.api.routing.HttpApi;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Pushgateway below a path of its own.
class PushEndpointTest {
  @TempDir private Path folder;
  private Bucket bucket;
  private HttpApi api;

  @BeforeEach
  void open() throws Exception {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    PushHttp gateway =
        new PushHttp(
            new PushGateway(bucket.store(), Clock.systemUTC()), false, ByteBudget.ofHeap());
    api = new HttpApi(List.of(PushEndpoint.below(gateway)));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private ApiAnswer ask(String method, String path, String body) {
    return api.answer(
        new ApiRequest(method, path, null, Map.of(), body.getBytes(UTF_8), Connection.LASTING));
  }

  private List<String> samples() {
    return new String(ask("GET", "/push/metrics", "").body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith("a{"))
        .toList();
  }

  /// As the Pushgateway: `/x/` is a label with the empty value, and another group than none.
  @Test
  void anEmptyLastPartIsAnEmptyValue() {
    assertThat(ask("PUT", "/push/metrics/job/j/x/", "a 1\n").status()).isEqualTo(200);
    assertThat(ask("PUT", "/push/metrics/job/j/y@base64/=", "a 2\n").status()).isEqualTo(200);
    assertThat(ask("PUT", "/push/metrics/job/j", "a 3\n").status()).isEqualTo(200);

    assertThat(samples())
        .containsExactlyInAnyOrder(
            "a{instance=\"\",job=\"j\"} 3",
            "a{instance=\"\",job=\"j\",x=\"\"} 1",
            "a{instance=\"\",job=\"j\",y=\"\"} 2");

    assertThat(ask("DELETE", "/push/metrics/job/j/x/", "").status()).isEqualTo(202);
    assertThat(samples()).hasSize(2);
  }

  @Test
  void whatIsEscapedInAPathIsMeant() {
    assertThat(ask("PUT", "/push/metrics/job/a%20b/x/1+1", "a 1\n").status()).isEqualTo(200);
    assertThat(samples()).containsExactly("a{instance=\"\",job=\"a b\",x=\"1+1\"} 1");
  }

  @Test
  void whatItDoesNotKnowItRefusesItself() {
    assertThat(ask("GET", "/push/nothing", "").status()).isEqualTo(404);
    assertThat(ask("PUT", "/push/api/v1/admin/wipe", "").status()).isEqualTo(404);
  }
}
