package dev.firebucket.storage.object.aws;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
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

  /// Whether the reader waits for bytes.
  boolean isWaiting() {
    Reading now = reading;
    return now == null || now.isWaiting();
  }

  /// Reports a failure to the reader, if there is one whose answer has not ended: when it has taken
  /// what it has, since it hears of one thing at a time.
  ///
  /// @param then runs after that
  void fail(Throwable failure, Runnable then) {
    Reading now = reading;
    if (now == null) {
      then.run();
    } else {
      now.fail(failure, then);
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

  /// What is to be said at the end, and done after it.
  private record Failure(Throwable reason, Runnable then) {}

  /// Hands on what arrives.
  private static final class Reading implements Flow.Subscriber<List<ByteBuffer>>, Subscription {
    private final Subscriber<? super ByteBuffer> reader;
    private final Exchange exchange;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final AtomicLong wanted = new AtomicLong();

    /// Held by whoever talks to the reader.
    private final ReentrantLock talking = new ReentrantLock();

    private volatile Flow.@Nullable Subscription source;

    Reading(Subscriber<? super ByteBuffer> reader, Exchange exchange) {
      this.reader = reader;
      this.exchange = exchange;
    }

    boolean isWaiting() {
      return wanted.get() > 0 && !talking.isLocked();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      reader.onSubscribe(this);
      if (hasEnded.get()) {
        subscription.cancel();
      }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      talking.lock();
      try {
        wanted.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
        if (!hasEnded.get()) {
          reader.onNext(joined(bytes));
        }
        exchange.moved();
      } finally {
        talking.unlock();
      }
      tellFailure();
    }

    @Override
    public void onError(Throwable failure) {
      exchange.fail(failure);
    }

    @Override
    public void onComplete() {
      talking.lock();
      try {
        if (hasEnded.compareAndSet(false, true)) {
          reader.onComplete();
          exchange.ended();
        }
      } finally {
        talking.unlock();
      }
      tellFailure();
    }

    void fail(Throwable reason, Runnable then) {
      failure.set(new Failure(reason, then));
      tellFailure();
    }

    /// Whoever talks to the reader looks again when it has done.
    private void tellFailure() {
      if (failure.get() == null || !talking.tryLock()) {
        return;
      }
      try {
        Failure told = failure.getAndSet(null);
        if (told == null) {
          return;
        }
        try {
          if (hasEnded.compareAndSet(false, true)) {
            reader.onError(told.reason);
          }
        } finally {
          told.then.run();
        }
      } finally {
        talking.unlock();
      }
    }

    @Override
    public void request(long more) {
      Flow.Subscription from = source;
      if (from != null) {
        wanted.updateAndGet(left -> left + more < 0 ? Long.MAX_VALUE : left + more);
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
