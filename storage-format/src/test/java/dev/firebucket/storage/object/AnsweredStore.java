package dev.firebucket.storage.object;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.storage.object.s3.S3ObjectStore;
import dev.firebucket.storage.testing.AwsProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// The store `s3://bucket/x` at an endpoint of which the test says what it answers.
final class AnsweredStore implements AutoCloseable {
  private final AwsProperties credentials = AwsProperties.any();
  private final HttpServer server;
  private final ObjectStore store;

  AnsweredStore(HttpHandler answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", answers);
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    store =
        S3ObjectStore.open(
            "s3://bucket/x", new StoreOptions(Optional.of(endpoint), Optional.of("us-east-1")));
  }

  ObjectStore store() {
    return store;
  }

  /// Answers otherwise from now on.
  void answerBy(HttpHandler answers) {
    server.removeContext("/");
    server.createContext("/", answers);
  }

  /// Nothing listens any more.
  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    store.close();
    server.stop(0);
    credentials.close();
  }
}
