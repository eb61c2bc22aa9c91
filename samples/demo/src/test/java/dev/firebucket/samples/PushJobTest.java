package dev.firebucket.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PushJobTest {
  @Test
  void pushesItsGroupUnderThePathOfTheAddress() throws Exception {
    CompletableFuture<String> pushed = new CompletableFuture<>();
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          pushed.complete(
              exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + body);
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    gateway.start();
    try {
      PushJob.run(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/push"));
    } finally {
      gateway.stop(0);
    }

    assertThat(pushed.get(5, TimeUnit.SECONDS))
        .startsWith("PUT /push/metrics/job/nightly_backup/instance/localhost\n")
        .contains("backup_last_success_timestamp_seconds")
        .contains("backup_size_bytes");
  }
}
