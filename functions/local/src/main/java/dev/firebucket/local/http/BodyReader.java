package dev.firebucket.local.http;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.server.RetryLater;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Consumer;

/// Reads the body of a request as it comes, without a thread that waits: one that is too long, too
/// slow, or one too many is answered at once, and its connection ends.
final class BodyReader {
  /// The longest body of a request, in bytes.
  static final int MOST_OF_BODY = 64 << 20;

  private static final int TIMED_OUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;

  /// Of HTTP/2: the rest of the body need not come.
  private static final long NO_ERROR = 0;

  private final HttpServerRequest request;
  private final ByteBudget.Share share;
  private final Buffer body = Buffer.buffer();
  private boolean refused;

  private BodyReader(HttpServerRequest request, ByteBudget.Share share) {
    this.request = request;
    this.share = share;
  }

  /// Reads a body.
  ///
  /// @param share of the budget: closed here when the body is refused or the caller goes away, by
  ///   the reader of the body otherwise
  /// @param patience how long all of it may take
  /// @param whole takes the body
  static void read(
      Vertx vertx,
      HttpServerRequest request,
      ByteBudget.Share share,
      Duration patience,
      Consumer<byte[]> whole) {
    BodyReader reader = new BodyReader(request, share);
    long limit = vertx.setTimer(patience.toMillis(), _ -> reader.tooSlow(patience));
    // One by one: of what the first returns, Quarkus would not begin to read.
    request.exceptionHandler(
        _ -> {
          vertx.cancelTimer(limit);
          share.close();
        });
    request.handler(reader::take);
    request.endHandler(
        _ -> {
          vertx.cancelTimer(limit);
          if (!reader.refused) {
            whole.accept(reader.body.getBytes());
          }
        });
    request.resume();
  }

  private void take(Buffer chunk) {
    if (refused) {
      return;
    }
    if (body.length() + chunk.length() > MOST_OF_BODY) {
      refuse(
          TOO_LARGE, "the body of a request may have %d bytes at most\n".formatted(MOST_OF_BODY));
    } else if (share.add(chunk.length())) {
      body.appendBuffer(chunk);
    } else {
      request.response().putHeader(RetryLater.NAME, RetryLater.SOON);
      refuse(UNAVAILABLE, "no room for the body now: others are being read; try again\n");
    }
  }

  private void tooSlow(Duration patience) {
    refuse(
        TIMED_OUT,
        "the body of the request did not come within %d s\n".formatted(patience.toSeconds()));
  }

  private void refuse(int status, String words) {
    refused = true;
    share.close();
    if (request.response().ended()) {
      return;
    }
    HttpServerResponse response = request.response().setStatusCode(status);
    response.putHeader("Content-Type", "text/plain; charset=utf-8");
    if (request.version() == HttpVersion.HTTP_2) {
      // Others use the connection as well, and the header is not allowed there.
      var _ = response.end(words).onComplete(_ -> response.reset(NO_ERROR));
      return;
    }
    response.putHeader("Connection", "close");
    var _ = response.end(words).onComplete(_ -> request.connection().close());
  }
}
