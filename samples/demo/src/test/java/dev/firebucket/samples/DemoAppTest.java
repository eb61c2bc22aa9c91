package dev.firebucket.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class DemoAppTest {
  @Test
  void showsOneMetricOfEachKind() throws Exception {
    try (DemoApp app = DemoApp.start(0);
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + app.port() + "/metrics");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("# TYPE demo_http_requests_total counter")
          .contains("demo_http_request_duration_seconds_bucket{")
          .contains("# TYPE demo_payload_bytes summary")
          .contains("demo_room_temperature_celsius{room=\"attic\"}")
          .contains("jvm_runtime_info{");
    }
  }
}
