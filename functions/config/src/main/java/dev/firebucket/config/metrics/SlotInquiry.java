package dev.firebucket.config.metrics;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the store for the number of this environment on a thread of its own, once at a time: a
/// store that hangs there holds up nobody. Safe for use by several threads.
final class SlotInquiry {
  private static final Logger LOG = LoggerFactory.getLogger(SlotInquiry.class);

  /// The least time between two questions where the first one failed.
  static final Duration RETRY = Duration.ofSeconds(10);

  private final InstanceSlot slot;
  private final InstantSource clock;
  private final Executor thread;
  private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);
  private Instant failed = Instant.MIN;

  /// @param thread runs a question
  SlotInquiry(InstanceSlot slot, InstantSource clock, Executor thread) {
    this.slot = slot;
    this.clock = clock;
    this.thread = thread;
  }

  /// The number; empty where it is not known yet, or cannot be had.
  ///
  /// @param most how long to wait for it
  Optional<InstanceSlot.Hold> number(Duration most) {
    CompletableFuture<Void> asked = ask();
    Optional<InstanceSlot.Hold> known = slot.held();
    if (known.isPresent()) {
      return known;
    }
    try {
      var _ = asked.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("the number of this environment is not known", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return slot.held();
  }

  private synchronized CompletableFuture<Void> ask() {
    if (question.isDone() && slot.isDue() && !hasJustFailed()) {
      CompletableFuture<Void> begun = new CompletableFuture<>();
      question = begun;
      thread.execute(() -> answer(begun));
    }
    return question;
  }

  private boolean hasJustFailed() {
    Instant now = clock.instant();
    return !failed.equals(Instant.MIN) && !now.isBefore(failed) && now.isBefore(failed.plus(RETRY));
  }

  private void answer(CompletableFuture<Void> begun) {
    try {
      slot.ask();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the metrics of this environment are not written: {}", e.getMessage());
      synchronized (this) {
        failed = clock.instant();
      }
    } finally {
      begun.complete(null);
    }
  }
}
