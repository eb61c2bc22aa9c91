package dev.firebucket.storage.simulation;

import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One run: a bucket, everybody who works on it, and what goes wrong, all of it by a seed.
public final class SimulatedWorld {
  /// Two hours before midnight, so that days end in a run.
  private static final Instant START = Instant.parse("2026-11-22T22:00:00Z");

  private static final int NOTES_KEPT = 4000;

  /// Small rungs, so that little data climbs all of them.
  static final CompactionPolicy POLICY =
      new CompactionPolicy(
          2,
          Duration.ofMinutes(1),
          3,
          1 << 20,
          2,
          Duration.ofHours(1),
          1,
          Duration.ofHours(1),
          1 << 20,
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofMinutes(30));

  private final Random random;
  private final Path folder;
  private final PlantedFault planted;
  private final VirtualTime time = new VirtualTime(START);
  private final SharedObjects shared = new SharedObjects(time);
  private final Ledger ledger = new Ledger(time);
  private final Faults faults;
  private final KeepingRules rules;
  private final boolean skewed;
  private final Deque<Note> notes = new ArrayDeque<>();
  private final List<ReadingActor> readers = new ArrayList<>();
  private final Map<String, List<Answer.Row>> known = new HashMap<>();
  private int notesDropped;

  /// @param folder for caches and merges
  public SimulatedWorld(long seed, Path folder, PlantedFault planted) {
    this.random = new Random(seed);
    this.folder = folder;
    this.planted = planted;
    double trouble = seed % 5 == 0 ? 0 : 0.2 + random.nextDouble();
    double freezing = seed % 3 == 0 ? 0 : random.nextDouble();
    this.faults = new Faults(random, trouble, freezing);
    this.rules = KeepingRules.of(random);
    this.skewed = random.nextInt(4) > 0;
  }

  /// Runs it to the end.
  ///
  /// @throws AssertionError where something does not hold
  public void run() {
    start("writer", 2 + random.nextInt(2), WritingActor::new);
    start("compactor", 2 + random.nextInt(2), CompactingActor::new);
    start("deleter", 1, DeletingActor::new);
    start("reader", 2, this::reader);
    time.run();
    faults.end();
    time.start("end", actor -> new EndOfRun(this, new SimulatedProcess("end", actor, this)).run());
    time.run();
  }

  private ReadingActor reader(SimulatedWorld world, String name) {
    ReadingActor reader = new ReadingActor(world, name);
    readers.add(reader);
    return reader;
  }

  /// Makes an actor.
  @FunctionalInterface
  public interface Maker {
    VirtualTime.Body make(SimulatedWorld world, String name);
  }

  /// Starts actors before the run.
  public void start(String name, int count, Maker maker) {
    for (int i = 1; i <= count; i++) {
      time.start(name + i, maker.make(this, name + i));
    }
  }

  /// The bucket as a process sees it.
  public ObjectStore storeOf(SimulatedProcess process, Role role) {
    return planted.plant(role, new SimulatedStore(process, shared));
  }

  public VirtualTime time() {
    return time;
  }

  public Random random() {
    return random;
  }

  Faults faults() {
    return faults;
  }

  Ledger ledger() {
    return ledger;
  }

  SharedObjects shared() {
    return shared;
  }

  KeepingRules rules() {
    return rules;
  }

  PlantedFault planted() {
    return planted;
  }

  List<ReadingActor> readers() {
    return readers;
  }

  boolean isSkewed() {
    return skewed;
  }

  /// Rows of files that a reader has decoded before, by names that say key and checksum.
  Map<String, List<Answer.Row>> known() {
    return known;
  }

  /// A folder of its own for a process.
  public Path folder(String name) throws IOException {
    return folder.resolve(name);
  }

  /// A step of the history.
  private record Note(Instant at, String who, String what, String key, Faults.Fate fate) {
    @Override
    public String toString() {
      return "%s %s: %s%s%s"
          .formatted(at, who, what, key, fate == Faults.Fate.DONE ? "" : " -> " + fate);
    }
  }

  void note(String who, String what, String key, Faults.Fate fate) {
    if (notes.size() == NOTES_KEPT) {
      notes.removeFirst();
      notesDropped++;
    }
    notes.add(new Note(time.instant(), who, what, key, fate));
  }

  public void note(String who, String what) {
    note(who, what, "", Faults.Fate.DONE);
  }

  /// What happened, step by step.
  public List<String> history() {
    List<String> history = new ArrayList<>();
    notes.forEach(note -> history.add(note.toString()));
    if (notesDropped > 0) {
      history.addFirst(notesDropped + " steps before");
    }
    return history;
  }
}
