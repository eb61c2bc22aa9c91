package dev.firebucket.storage.object.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequests;
import dev.firebucket.storage.testing.AwsProperties;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of a file that is uploaded when its connection breaks.
@Timeout(60)
class S3UploadTest {
  private static final int SIZE = 5_000_000;

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  private InputStream counted() {
    opened.incrementAndGet();
    open.incrementAndGet();
    return new FilterInputStream(new ByteArrayInputStream(new byte[SIZE])) {
      private boolean isOpen = true;

      @Override
      public void close() {
        if (isOpen) {
          isOpen = false;
          open.decrementAndGet();
        }
      }
    };
  }

  @Test
  void aFileIsClosedWhenItsConnectionBreaks() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AwsProperties _ = AwsProperties.any()) {
      URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
      StoreOptions options = new StoreOptions(Optional.of(endpoint), Optional.of("us-east-1"));
      Thread breaking = Thread.ofVirtual().start(() -> readAndBreak(server));
      S3Request put = S3Request.put("a", new S3Body(SIZE, this::counted));
      try (S3Connection connection =
          new S3Connection(S3Address.of("bucket", options), new StoreRequests())) {
        assertThatThrownBy(() -> connection.send(put, new S3Answer(put)).get(30, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(IOException.class);
        breaking.join();

        // For the checksum, for the signature, and to be sent.
        assertThat(opened).hasValue(3);
        while (open.get() > 0) {
          Thread.sleep(5);
        }
      }
    }
  }

  private static void readAndBreak(ServerSocket server) {
    try (Socket client = server.accept()) {
      var _ = client.getInputStream().readNBytes(100_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
