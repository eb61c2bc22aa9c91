package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a cold start does next to Quarkus' own start, on one thread of its own.
///
/// One thread, logging before it, and nobody uses the context before it has ended: two threads that
/// initialise the same classes from two ends wait for each other for ever, and logging is such a
/// knot (<https://docs.oracle.com/javase/specs/jls/se25/html/jls-12.html#jls-12.4.2>).
public final class EarlyStart {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

  /// How long a look at the configuration is good for: a little less than a minute, so that each
  /// minute's run looks once.
  private static final Duration CONFIG_PATIENCE = Duration.ofSeconds(50);

  private static final AtomicReference<@Nullable Future<FunctionContext>> OPENING =
      new AtomicReference<>();

  /// Stays when the context was handed over.
  private static volatile @Nullable Future<FunctionContext> begun;

  private EarlyStart() {}

  /// Begins to open the store and to run the function's [Preload]s.
  static void begin() {
    Snapshot.ofProcess().await(EarlyStart::awaitEnd);
    FutureTask<FunctionContext> opening = new FutureTask<>(EarlyStart::start);
    OPENING.set(opening);
    begun = opening;
    var _ = Thread.ofPlatform().daemon().name("early-start").start(opening);
  }

  /// The function's context: the one that was opened early, or a new one.
  ///
  /// @throws IllegalArgumentException when a variable of the environment is missing or wrong
  /// @throws IOException when the store cannot be used
  public static FunctionContext context() throws IOException {
    Future<FunctionContext> opening = OPENING.getAndSet(null);
    if (opening == null) {
      return open();
    }
    try {
      return opening.get();
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
    for (Preload preload : ServiceLoader.load(Preload.class)) {
      early(preload, context);
    }
    return context;
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
    Future<FunctionContext> opening = begun;
    try {
      var _ = opening == null ? null : opening.get();
    } catch (ExecutionException e) {
      LOG.debug("the function meets it again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
