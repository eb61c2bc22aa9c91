package dev.firebucket.ingest.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firebucket.config.http.BodyTooLargeException;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An exposition that this process makes itself, at an address where another process would serve
/// it: a target with this address is answered without a request. So one `prometheus.yml` scrapes
/// the pushed groups of a local server, and of a function that serves nothing.
///
/// @param port of this machine
/// @param path such as `/push/metrics`
/// @param source makes the text
public record LocalExposition(int port, String path, Source source) {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Makes an exposition in the Prometheus text format 0.0.4.
  @FunctionalInterface
  public interface Source {
    String text() throws IOException;
  }

  /// Makes the exposition, on a thread of its own so that it ends in time.
  ///
  /// @param bound on its bytes
  /// @param room takes them
  /// @throws BodyTooLargeException when there are more
  /// @throws NoRoomException when others hold too much
  /// @throws HttpTimeoutException when it takes longer
  ScrapedBody fetch(Duration timeout, long bound, ByteBudget.Share room)
      throws IOException, InterruptedException, NoRoomException {
    FutureTask<String> making = new FutureTask<>(source::text);
    Thread.ofVirtual().name("exposition of " + path).start(making);
    try {
      byte[] body = making.get(timeout.toNanos(), TimeUnit.NANOSECONDS).getBytes(UTF_8);
      if (body.length > bound) {
        throw new BodyTooLargeException(bound);
      }
      room.take(body.length);
      return new ScrapedBody(body, body.length, CONTENT_TYPE, room);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException io
          ? io
          : new IOException(String.valueOf(failed.getCause()), failed.getCause());
    } catch (TimeoutException late) {
      throw new HttpTimeoutException(path + " took longer than " + timeout);
    } finally {
      making.cancel(true);
    }
  }

  boolean isAt(URI url) {
    return THIS_MACHINE.contains(url.getHost())
        && url.getPort() == port
        && path.equals(url.getPath());
  }
}
