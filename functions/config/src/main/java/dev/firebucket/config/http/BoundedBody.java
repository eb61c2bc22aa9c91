package dev.firebucket.config.http;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Collects a body in memory up to a limit, then closes the connection.
final class BoundedBody implements BodySubscriber<byte[]> {
  private final long limit;
  private final ByteBudget.Share room;
  private byte[] gathered = new byte[0];
  private int length;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /// @param room takes what comes
  BoundedBody(long limit, ByteBudget.Share room) {
    this.limit = limit;
    this.room = room;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        add(buffer);
      }
    } catch (IOException problem) {
      end(problem);
    } catch (NoRoomException none) {
      end(new IOException(none.getMessage(), none));
    }
  }

  private void add(ByteBuffer buffer) throws IOException, NoRoomException {
    int size = buffer.remaining();
    if ((long) length + size > limit) {
      throw new BodyTooLargeException(limit);
    }
    if (length + size > gathered.length) {
      int wider = (int) Math.min(limit, Math.max(length + size, 2L * gathered.length));
      room.take(wider);
      int before = gathered.length;
      gathered = Arrays.copyOf(gathered, wider);
      room.giveBack(before);
    }
    buffer.get(gathered, length, size);
    length += size;
  }

  private void end(IOException problem) {
    gathered = new byte[0];
    body.completeExceptionally(problem);
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable problem) {
    body.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    body.complete(length == gathered.length ? gathered : Arrays.copyOf(gathered, length));
  }
}
