package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a cold start does next to Quarkus' own start, on a thread of its own, and on Quarkus' when
/// that has nothing else to do.
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

  /// The context as soon as it is open, while the early thread still works.
  private static final CompletableFuture<FunctionContext> OPENED = new CompletableFuture<>();

  /// What nobody has begun: the early thread takes the first, Quarkus' thread the last.
  private static final Deque<Preload> WAITING = new ConcurrentLinkedDeque<>();

  private EarlyStart() {}

  /// Begins to open the store and to run the function's [Preload]s in their order.
  static void begin() {
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
    try {
      ServiceLoader.load(Preload.class).forEach(WAITING::add);
      FunctionContext context = open();
      OPENED.complete(context);
      for (Preload next = WAITING.pollFirst(); next != null; next = WAITING.pollFirst()) {
        early(next, context);
      }
      return context;
    } finally {
      OPENED.cancel(false);
    }
  }

  /// Takes over what the early thread has not begun, beginning with the last.
  static void help() {
    FunctionContext context;
    try {
      context = OPENED.join();
    } catch (CancellationException notOpened) {
      return;
    }
    for (Preload next = WAITING.pollLast(); next != null; next = WAITING.pollLast()) {
      early(next, context);
    }
  }

  private static FunctionContext open() throws IOException {
    FunctionContext context = FunctionContext.open(System.getenv(), CONFIG_PATIENCE);
    Snapshot.ofProcess().disconnects(context);
    return context;
  }

  private static void early(Preload work, FunctionContext context) {
    try {
      work.run(context);
    } catch (Exception | LinkageError e) {
      Environment.ofProcess().failed(e);
      LOG.warn("{} failed, the first event will meet it again", work.getClass().getSimpleName(), e);
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
