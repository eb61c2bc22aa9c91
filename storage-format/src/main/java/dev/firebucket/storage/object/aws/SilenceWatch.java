package dev.firebucket.storage.object.aws;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends exchanges on which nothing has moved for too long, while the SDK waited for it: its own
/// time does not count. The JDK's client limits the time to an answer's headers only, and a large
/// object may take long while it arrives.
final class SilenceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
  private static final int LOOKS = 20;

  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private final Duration longest;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("firebucket-aws-silence").factory());

  SilenceWatch(Duration longest) {
    this.longest = longest;
    long pause = Math.max(1, longest.toMillis() / LOOKS);
    var _ = clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /// Watches until it is done.
  void add(Exchange exchange) {
    running.add(exchange);
    var _ = exchange.done().whenComplete((_, _) -> running.remove(exchange));
  }

  private void look() {
    long now = System.nanoTime();
    for (Exchange exchange : running) {
      if (!exchange.isWaiting()) {
        exchange.moved();
      } else if (now - exchange.movedAt() > longest.toNanos()) {
        end(exchange);
      }
    }
  }

  /// Whatever it throws: one exchange must not end the watch over all others.
  private void end(Exchange exchange) {
    try {
      exchange.fail(
          new HttpTimeoutException("nothing was sent or arrived for %s".formatted(longest)));
    } catch (RuntimeException | Error e) {
      LOG.warn("an exchange did not take its end well", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
