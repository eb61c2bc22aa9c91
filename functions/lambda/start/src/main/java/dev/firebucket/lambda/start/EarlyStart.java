package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a cold start does on a thread of its own, next to the thread that makes the handler: the
/// store is opened and asked, and both threads take [Preload]s.
///
/// Two threads, logging before them, and nobody uses the context before both have ended: threads
/// that initialise the same classes from two ends wait for each other for ever, and logging is such
/// a knot (<https://docs.oracle.com/javase/specs/jls/se25/html/jls-12.html#jls-12.4.2>).
public final class EarlyStart {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

  /// How long a look at the configuration is good for: a little less than a minute, so that each
  /// minute's run looks once.
  private static final Duration CONFIG_PATIENCE = Duration.ofSeconds(50);

  private static final AtomicReference<@Nullable Future<FunctionContext>> STARTING =
      new AtomicReference<>();

  /// Stays when the context was handed over.
  private static volatile @Nullable Future<FunctionContext> begun;

  /// What nobody has begun: the early thread takes the first, the handler's thread the last.
  private static final Deque<Preload> WAITING = new ConcurrentLinkedDeque<>();

  private EarlyStart() {}

  /// Begins to open the store, to ask it, and to run the function's [Preload]s.
  static void begin() {
    ServiceLoader.load(Preload.class).forEach(WAITING::add);
    Snapshot.ofProcess().await(EarlyStart::awaitEnd);
    FutureTask<FunctionContext> starting = new FutureTask<>(EarlyStart::start);
    STARTING.set(starting);
    begun = starting;
    var _ = Thread.ofPlatform().daemon().name("early-start").start(starting);
  }

  /// The function's context: the one that was opened early, or a new one.
  ///
  /// @throws IllegalArgumentException when a variable of the environment is missing or wrong
  /// @throws IOException when the store cannot be used
  public static FunctionContext context() throws IOException {
    Future<FunctionContext> starting = STARTING.getAndSet(null);
    if (starting == null) {
      return open();
    }
    help();
    try {
      return starting.get();
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the store was opened", e);
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException io -> io;
      case RuntimeException wrong -> throw wrong;
      case Error fatal -> throw fatal;
      case null, default -> new IOException(cause);
    };
  }

  private static FunctionContext start() throws IOException {
    FunctionContext context = open();
    for (EarlyRead read : ServiceLoader.load(EarlyRead.class)) {
      early(read, () -> read.run(context));
    }
    for (Preload next = WAITING.pollFirst(); next != null; next = WAITING.pollFirst()) {
      early(next, next);
    }
    return context;
  }

  /// Takes over what the early thread has not begun, beginning with the last.
  static void help() {
    for (Preload next = WAITING.pollLast(); next != null; next = WAITING.pollLast()) {
      early(next, next);
    }
  }

  private static FunctionContext open() throws IOException {
    FunctionContext context = FunctionContext.open(System.getenv(), CONFIG_PATIENCE);
    Snapshot.ofProcess().disconnects(context);
    return context;
  }

  private static void early(Object named, Preload work) {
    try {
      work.run();
    } catch (Exception | LinkageError e) {
      Environment.ofProcess().failed(e);
      LOG.warn(
          "{} failed, the first event will meet it again", named.getClass().getSimpleName(), e);
    }
  }

  /// Waits for the end: no snapshot may hold half a request.
  private static void awaitEnd() {
    Future<FunctionContext> starting = begun;
    try {
      var _ = starting == null ? null : starting.get();
    } catch (ExecutionException e) {
      LOG.debug("the function meets it again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
