package dev.firebucket.ingest.gathering;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A standard queue of SQS at its worst: it hands messages over in any order, some of them twice or
/// late, takes some of which it says that it did not, and refuses others.
final class SimulatedQueue implements MessageQueue {
  static final Duration VISIBILITY = Duration.ofSeconds(190);
  private static final int MOST_RECEIVES = 10;
  private static final int LATEST_SECONDS = 600;

  private final Random random;
  private final InstantSource clock;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private int sent;

  /// Whether anything goes wrong.
  boolean faulty = true;

  private static final class Entry {
    final String id;
    final String body;
    Instant visible;
    int receives;

    Entry(String id, String body, Instant visible) {
      this.id = id;
      this.body = body;
      this.visible = visible;
    }
  }

  SimulatedQueue(Random random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  private boolean happens(double probability) {
    return faulty && random.nextDouble() < probability;
  }

  @Override
  public void send(String body) throws IOException {
    if (happens(0.05)) {
      throw new IOException("503 from the queue");
    }
    for (int copies = happens(0.03) ? 2 : 1; copies > 0; copies--) {
      Duration late = Duration.ofSeconds(happens(0.05) ? random.nextInt(LATEST_SECONDS) : 0);
      entries.add(new Entry("m" + sent++, body, clock.instant().plus(late)));
    }
    if (happens(0.03)) {
      throw new IOException("taken, but the answer is lost");
    }
  }

  /// Some of the messages that may be seen, in any order.
  List<QueuedMessage> receive(int most) {
    Instant now = clock.instant();
    Collections.shuffle(entries, random);
    List<QueuedMessage> received = new ArrayList<>();
    for (Entry entry : List.copyOf(entries)) {
      if (received.size() == most || entry.visible.isAfter(now) || happens(0.1)) {
        continue;
      }
      if (++entry.receives > MOST_RECEIVES) {
        entries.remove(entry);
        deadLetters.add(entry.body);
        continue;
      }
      // One that is handed over to two at a time stays visible.
      entry.visible = happens(0.02) ? now : now.plus(VISIBILITY);
      received.add(new QueuedMessage(entry.id, entry.body));
    }
    return received;
  }

  /// Deletes what was handed over and is done; some of it stays, as at-least-once delivery allows.
  void delete(List<QueuedMessage> done) {
    for (QueuedMessage message : done) {
      if (!happens(0.03)) {
        entries.removeIf(entry -> entry.id.equals(message.id()));
      }
    }
  }

  /// Lays the dead letters into the queue again, as somebody does after an outage.
  void redrive() {
    deadLetters.forEach(body -> entries.add(new Entry("m" + sent++, body, clock.instant())));
    deadLetters.clear();
  }

  List<String> deadLetters() {
    return List.copyOf(deadLetters);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}
