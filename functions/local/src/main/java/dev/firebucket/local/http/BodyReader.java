package dev.firebucket.local.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
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

  private final HttpServerRequest request;
  private final BodyBudget.Share share;
  private final Buffer body = Buffer.buffer();
  private boolean refused;

  private BodyReader(HttpServerRequest request, BodyBudget.Share share) {
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
      BodyBudget.Share share,
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
      request.response().putHeader("Retry-After", "1");
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
    var _ =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Connection", "close")
            .putHeader("Content-Type", "text/plain; charset=utf-8")
            .end(words)
            .onComplete(_ -> request.connection().close());
  }
}
