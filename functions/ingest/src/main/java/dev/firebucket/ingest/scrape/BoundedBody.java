package dev.firebucket.ingest.scrape;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Gathers a body as it arrives and ends the exchange as soon as it grows beyond a bound: an
/// endless body costs no more memory than that.
final class BoundedBody implements BodySubscriber<byte[]> {
  /// The body grew beyond the bound.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long bound) {
      super("body of more than " + bound + " bytes");
    }
  }

  private final long bound;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final List<byte[]> parts = new ArrayList<>();
  private long size;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(long bound) {
    this.bound = bound;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
      if (size > bound) {
        refuse();
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      parts.add(part);
    }
  }

  private void refuse() {
    parts.clear();
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(new TooLarge(bound));
  }

  @Override
  public void onError(Throwable reason) {
    body.completeExceptionally(reason);
  }

  @Override
  public void onComplete() {
    byte[] whole = new byte[(int) size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    body.complete(whole);
  }
}
