package dev.firebucket.ingest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A target that writes bytes of its own choice, for answers that no decent server gives.
public final class RawServer implements AutoCloseable {
  /// Writes an answer; the connection is closed afterwards.
  @FunctionalInterface
  public interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;

  public RawServer(Answer answer) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> serve(answer));
  }

  private void serve(Answer answer) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> reply(connection, answer));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void reply(Socket connection, Answer answer) {
    try (connection) {
      connection.getInputStream().read(new byte[8192]);
      answer.write(connection.getOutputStream());
    } catch (IOException | InterruptedException gone) {
      // The client has had enough, which is what the test is about.
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
