package dev.firebucket.local.simulation;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.remotewrite.RemoteWriteException;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.simulation.RecordedWriter;
import dev.firebucket.storage.simulation.RepeatingActor;
import dev.firebucket.storage.simulation.Role;
import dev.firebucket.storage.simulation.SimulatedProcess;
import dev.firebucket.storage.simulation.SimulatedWorld;
import dev.firebucket.storage.tail.TailSampleWriter;
import dev.firebucket.storage.testing.RemoteWriteBody;
import java.io.IOException;
import java.time.ZoneOffset;

/// Takes remote writes; a sender sends again what was not answered.
final class ReceivingActor extends RepeatingActor<RemoteWriteReceiver> {
  private static final int TIMES = 6;
  private static final int ATTEMPTS = 3;

  private final String name;
  private long values;

  ReceivingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
    this.name = name;
  }

  @Override
  protected RemoteWriteReceiver start(SimulatedProcess process) {
    ObjectStore store = process.world().storeOf(process, Role.WRITER);
    return new RemoteWriteReceiver(
        new RecordedWriter(
            process,
            new TailSampleWriter(store, process, process::unique, (key, file) -> {}),
            true),
        process.withZone(ZoneOffset.UTC),
        ByteBudget.ofHeap());
  }

  @Override
  protected void act(SimulatedProcess process, RemoteWriteReceiver receiver) throws IOException {
    SampleBatch samples = new SampleBatch();
    for (int i = 0; i < 3; i++) {
      samples.append(
          LabelSet.of("__name__", "received", "of", name, "part", Integer.toString(i)),
          process.millis() / 1000 * 1000 + values % 1000,
          ++values);
    }
    RemoteWriteRequest request =
        new RemoteWriteRequest("application/x-protobuf", "snappy", RemoteWriteBody.of(samples));
    for (int attempt = 1; ; attempt++) {
      try {
        receiver.receive(request);
        return;
      } catch (RemoteWriteException e) {
        throw new AssertionError("refused: " + e.getMessage(), e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
