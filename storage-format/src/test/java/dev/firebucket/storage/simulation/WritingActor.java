package dev.firebucket.storage.simulation;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.tail.TailSampleWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes samples of a few series, late ones too; repeats what was not acknowledged, and sometimes
/// writes a sample once more with another value.
final class WritingActor extends RepeatingActor<WritingActor.Parts> {
  private static final int TIMES = 6;
  private static final int SAMPLES = 3;
  private static final String[] JOBS = {"api", "debug"};

  private final String name;
  private long values;

  WritingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
    this.name = name;
  }

  /// @param corrected what may be written again: what was acknowledged at the first attempt
  record Parts(RecordedWriter writer, List<Ledger.Place> corrected) {}

  @Override
  protected Parts start(SimulatedProcess process) {
    ObjectStore store = process.world().storeOf(process, Role.WRITER);
    return new Parts(
        new RecordedWriter(
            process,
            new TailSampleWriter(store, process, process::unique, (key, file) -> {}),
            true),
        new ArrayList<>());
  }

  @Override
  protected void act(SimulatedProcess process, Parts parts) throws IOException {
    SampleBatch samples = new SampleBatch();
    List<Ledger.Place> fresh = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      LabelSet series =
          LabelSet.of(
              "__name__",
              "m",
              "job",
              JOBS[random().nextInt(JOBS.length)],
              "of",
              name + random().nextInt(2));
      // Milliseconds are their own, so that nothing is written twice by chance.
      long back = random().nextInt(3) == 0 ? random().nextInt(30 * 60) * 60_000L : 0;
      long millis = (process.millis() - back) / 1000 * 1000 + ++values % 1000;
      samples.append(series, millis, values);
      fresh.add(new Ledger.Place(series, millis));
    }
    if (!parts.corrected().isEmpty() && random().nextInt(3) == 0) {
      Ledger.Place again = parts.corrected().removeLast();
      samples.append(again.series(), again.millis(), ++values);
    }
    long faults = process.faults();
    parts.writer().writeUntilStored(List.of(samples));
    if (process.faults() == faults) {
      parts.corrected().addAll(fresh);
    }
  }
}
