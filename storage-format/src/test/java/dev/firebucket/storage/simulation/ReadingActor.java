package dev.firebucket.storage.simulation;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.read.BucketView;
import dev.firebucket.storage.read.ReadCache;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads everything, as a process that knows what it has read before; sometimes it writes too, as
/// the server on one machine does.
final class ReadingActor extends RepeatingActor<Bucket> {
  private static final int TIMES = 6;
  private static final long CACHE = 1 << 20;

  private final String name;
  private @Nullable Bucket last;
  private @Nullable SimulatedProcess lastProcess;
  private long values;

  ReadingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
    this.name = name;
  }

  @Override
  protected Bucket start(SimulatedProcess process) throws IOException {
    lastProcess = process;
    last = open(process);
    return last;
  }

  static Bucket open(SimulatedProcess process) throws IOException {
    SimulatedWorld world = process.world();
    ObjectStore store = world.storeOf(process, Role.READER);
    return Bucket.on(
        store,
        BucketOptions.defaults()
            .withClock(world.planted().clock(Role.READER, PlantedFault.ClockOf.READER, process))
            .withUniqueParts(process::unique)
            .withCache(new ReadCache(world.folder("cache-" + process.name()), CACHE, CACHE)));
  }

  @Override
  protected void act(SimulatedProcess process, Bucket bucket) throws IOException {
    if (random().nextInt(6) == 0) {
      SampleBatch samples = new SampleBatch();
      samples.append(LabelSet.of("__name__", "own", "of", name), process.millis(), ++values);
      new RecordedWriter(process, bucket.writer(), true).writeUntilStored(List.of(samples));
      return;
    }
    if (random().nextInt(4) == 0) {
      readTwice(process, bucket);
      return;
    }
    read(process, bucket);
  }

  /// As a run of rules: one look at the store, from which all that follows reads.
  private static void readTwice(SimulatedProcess process, Bucket bucket) throws IOException {
    SimulatedWorld world = process.world();
    long from = world.ledger().step();
    Instant began = world.time().instant();
    try (BucketView view = bucket.reader().look()) {
      require(process, from, began, Answer.of(view, world.known()));
      require(process, from, began, Answer.of(view, world.known()));
    }
  }

  /// Reads and holds the answer to what is known.
  static void read(SimulatedProcess process, Bucket bucket) throws IOException {
    SimulatedWorld world = process.world();
    long from = world.ledger().step();
    Instant began = world.time().instant();
    require(process, from, began, Answer.of(bucket.reader(), world.known()));
  }

  private static void require(SimulatedProcess process, long from, Instant began, Answer answer) {
    SimulatedWorld world = process.world();
    world.note(process.name(), "read " + answer.values().size() + " samples");
    new AnswerCheck(
            world.ledger(),
            world.rules(),
            from,
            began,
            world.ledger().step(),
            world.time().instant(),
            !world.shared().hadNarrowed())
        .require(answer);
  }

  /// Reads once more with what it knows, when all has come to rest.
  void readAtEnd(SimulatedProcess end) throws IOException {
    Bucket bucket = last;
    SimulatedProcess process = lastProcess;
    if (bucket != null && process != null && !process.isDead()) {
      process.handOver(end);
      read(process, bucket);
      bucket.close();
    }
  }

  @Override
  protected boolean isKept() {
    return true;
  }

  @Override
  protected void end(Bucket bucket) {
    last = null;
    bucket.close();
  }
}
