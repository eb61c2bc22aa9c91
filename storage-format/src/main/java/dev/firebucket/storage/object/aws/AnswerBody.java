package dev.firebucket.storage.object.aws;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// An answer's bytes, from the JDK's client to the SDK: at the pace of the SDK, which reads them
/// once.
final class AnswerBody implements Publisher<ByteBuffer> {
  private final Flow.Publisher<List<ByteBuffer>> arriving;
  private final Exchange exchange;
  private final AtomicBoolean isTaken = new AtomicBoolean();
  private volatile @Nullable Reading reading;

  AnswerBody(Flow.Publisher<List<ByteBuffer>> arriving, Exchange exchange) {
    this.arriving = arriving;
    this.exchange = exchange;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> reader) {
    if (!isTaken.compareAndSet(false, true)) {
      throw new IllegalStateException("an answer is read once");
    }
    Reading now = new Reading(reader, exchange);
    reading = now;
    arriving.subscribe(now);
  }

  /// Reports a failure to the reader, if there is one whose answer has not ended.
  void fail(Throwable failure) {
    Reading now = reading;
    if (now != null) {
      now.fail(failure);
    }
  }

  /// Reads no further: the connection is closed.
  void drop() {
    if (isTaken.compareAndSet(false, true)) {
      arriving.subscribe(new Dropping());
      return;
    }
    Reading now = reading;
    if (now != null) {
      now.cancel();
    }
  }

  /// Hands on what arrives.
  private static final class Reading implements Flow.Subscriber<List<ByteBuffer>>, Subscription {
    private final Subscriber<? super ByteBuffer> reader;
    private final Exchange exchange;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription source;

    Reading(Subscriber<? super ByteBuffer> reader, Exchange exchange) {
      this.reader = reader;
      this.exchange = exchange;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      reader.onSubscribe(this);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      exchange.moved();
      if (!hasEnded.get()) {
        reader.onNext(joined(bytes));
      }
      exchange.moved();
    }

    @Override
    public void onError(Throwable failure) {
      exchange.fail(failure);
    }

    @Override
    public void onComplete() {
      if (hasEnded.compareAndSet(false, true)) {
        reader.onComplete();
        exchange.ended();
      }
    }

    void fail(Throwable failure) {
      if (hasEnded.compareAndSet(false, true)) {
        reader.onError(failure);
      }
    }

    @Override
    public void request(long more) {
      Flow.Subscription from = source;
      if (from != null) {
        exchange.moved();
        from.request(more);
      }
    }

    /// The SDK reads no further, or nobody does.
    @Override
    public void cancel() {
      hasEnded.set(true);
      Flow.Subscription from = source;
      if (from != null) {
        from.cancel();
      }
      exchange.ended();
    }

    private static ByteBuffer joined(List<ByteBuffer> parts) {
      if (parts.size() == 1) {
        return parts.getFirst();
      }
      ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
      parts.forEach(all::put);
      return all.flip();
    }
  }

  /// Closes the connection of an answer that nobody reads.
  private static final class Dropping implements Flow.Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
