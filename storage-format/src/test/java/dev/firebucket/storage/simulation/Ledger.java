package dev.firebucket.storage.simulation;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.retention.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was written, acknowledged and deleted, and in which order: what every reader is held to.
///
/// Whatever happens has a place in one order, the *step*.
final class Ledger {
  /// Not yet.
  static final long NEVER = Long.MAX_VALUE;

  /// A put that comes later than this may be hidden from a reader that lists only what is new: its
  /// listing goes back two minutes, less what two clocks may differ.
  private static final Duration LATE = Duration.ofSeconds(75);

  private final VirtualTime time;
  private final Map<Place, List<Entry>> entries = new LinkedHashMap<>();
  private final List<Written> batches = new ArrayList<>();
  private final Map<SimulatedProcess, Attempt> writing = new HashMap<>();
  private final Map<SimulatedProcess, Deleted> deleting = new HashMap<>();
  private final Map<String, Deleted> records = new HashMap<>();
  private final List<Deleted> deletions = new ArrayList<>();
  private long steps;
  private long newestMillis = Long.MIN_VALUE;

  Ledger(VirtualTime time) {
    this.time = time;
  }

  /// Where a sample belongs.
  record Place(LabelSet series, long millis) {}

  /// A sample as one batch has it.
  record Entry(Written batch, double value) {}

  /// What was written together, with whatever attempts that took.
  static final class Written {
    private final List<Place> places = new ArrayList<>();
    private final boolean ordered;
    private final Set<String> objects = new HashSet<>();
    private long firstEffect = NEVER;
    private long lastEffect = -1;
    private long acknowledged = NEVER;

    /// Until when a reader may not know it.
    private Instant hiddenUntil = Instant.EPOCH;

    Written(boolean ordered) {
      this.ordered = ordered;
    }

    /// Whether a later value is the right one: not where it came so late that what it corrects was
    /// merged with things that were named after it.
    boolean ordered() {
      return ordered && hiddenUntil.equals(Instant.EPOCH);
    }

    List<Place> places() {
      return places;
    }

    long firstEffect() {
      return firstEffect;
    }

    long lastEffect() {
      return lastEffect;
    }

    long acknowledged() {
      return acknowledged;
    }

    boolean isHidden(Instant now) {
      return now.isBefore(hiddenUntil);
    }

    /// How many objects have it.
    int copies() {
      return objects.size();
    }
  }

  private record Attempt(Written batch, Instant begun) {}

  /// A deletion that was asked for.
  static final class Deleted {
    private final Deletion deletion;
    private final long requested;
    private final Set<SimulatedProcess> workers = new HashSet<>();
    private boolean noted;
    private long left = -1;
    private long done = NEVER;

    Deleted(Deletion deletion, long requested) {
      this.deletion = deletion;
      this.requested = requested;
    }

    long requested() {
      return requested;
    }

    long done() {
      return done;
    }

    /// When the last of those who worked on it had ended, done or not.
    long ended() {
      return done == NEVER || !workers.isEmpty() ? NEVER : Math.max(done, left);
    }

    /// Whether it was noted and is not done.
    boolean isOpen() {
      return noted && done == NEVER;
    }

    boolean means(Place place) {
      return place.millis() >= deletion.fromMillis()
          && place.millis() <= deletion.toMillis()
          && place.millis() <= deletion.requestedAt().toEpochMilli()
          && deletion.sets().stream()
              .anyMatch(set -> set.stream().allMatch(one -> one.matches(place.series())));
    }
  }

  long step() {
    return steps++;
  }

  Map<Place, List<Entry>> entries() {
    return entries;
  }

  List<Written> batches() {
    return batches;
  }

  List<Deleted> deletions() {
    return deletions;
  }

  /// The newest time of a sample that ever was in the store.
  long newestMillis() {
    return newestMillis;
  }

  /// A process is about to write samples.
  Written begin(List<SampleBatch> samples, boolean ordered) {
    Written batch = new Written(ordered);
    for (SampleBatch one : samples) {
      for (int row = 0; row < one.sampleCount(); row++) {
        Place place = new Place(one.labels(row), one.timestamp(row));
        batch.places.add(place);
        entries
            .computeIfAbsent(place, any -> new ArrayList<>())
            .add(new Entry(batch, one.value(row)));
      }
    }
    batches.add(batch);
    return batch;
  }

  void attempt(SimulatedProcess process, Written batch) {
    writing.put(process, new Attempt(batch, time.instant()));
  }

  void acknowledge(Written batch) {
    if (batch.acknowledged == NEVER) {
      batch.acknowledged = step();
    }
  }

  void delete(SimulatedProcess process, Deletion deletion) {
    Deleted deleted = new Deleted(deletion, step());
    deleted.workers.add(process);
    deletions.add(deleted);
    deleting.put(process, deleted);
  }

  /// A process reads an object: if it is the record of a deletion, it works on that from now on.
  void read(SimulatedProcess process, String key) {
    Deleted deleted = records.get(key);
    if (deleted != null) {
      deleted.workers.add(process);
    }
  }

  /// A process has ended what it did.
  void idle(SimulatedProcess process) {
    for (Deleted deleted : deletions) {
      if (deleted.workers.remove(process)) {
        deleted.left = step();
      }
    }
  }

  /// What a put means when it is done, perhaps much later.
  Runnable effectOfPut(SimulatedProcess process, String key) {
    if (key.startsWith(StorageLayout.TAIL)) {
      Attempt attempt = writing.get(process);
      return () -> stored(attempt, key);
    }
    if (key.startsWith(StorageLayout.DELETIONS)) {
      return key.endsWith(".done.json")
          ? () -> done(key.replace(".done.json", ".json"))
          : asked(deleting.get(process), key);
    }
    return () -> {};
  }

  private void stored(@Nullable Attempt attempt, String key) {
    if (attempt == null) {
      throw new AssertionError(key + " was written by nobody");
    }
    Written batch = attempt.batch;
    batch.lastEffect = step();
    batch.firstEffect = Math.min(batch.firstEffect, batch.lastEffect);
    batch.objects.add(key);
    Instant now = time.instant();
    if (now.isAfter(attempt.begun.plus(LATE))) {
      batch.hiddenUntil = now.plus(Duration.ofMinutes(6));
    }
    for (Place place : batch.places) {
      newestMillis = Math.max(newestMillis, place.millis());
    }
  }

  private Runnable asked(@Nullable Deleted deleted, String record) {
    return () -> {
      if (deleted == null) {
        throw new AssertionError(record + " was asked for by nobody");
      }
      deleted.noted = true;
      records.put(record, deleted);
    };
  }

  private void done(String record) {
    Deleted deleted = records.get(record);
    if (deleted == null) {
      throw new AssertionError(record + " is done, and nobody asked for it");
    }
    if (deleted.done == NEVER) {
      deleted.done = step();
    }
  }
}
