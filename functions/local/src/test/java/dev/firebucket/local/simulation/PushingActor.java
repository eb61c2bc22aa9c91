package dev.firebucket.local.simulation;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.ingest.push.GroupingKey;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushRejectedException;
import dev.firebucket.storage.simulation.RepeatingActor;
import dev.firebucket.storage.simulation.Role;
import dev.firebucket.storage.simulation.SimulatedProcess;
import dev.firebucket.storage.simulation.SimulatedWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/// A job that pushes its group, greater numbers each time, and sometimes looks at what the gateway
/// has: never less than the last that was acknowledged.
final class PushingActor extends RepeatingActor<PushGateway> {
  private static final int TIMES = 6;

  private final String name;
  private long sent;
  private long acknowledged;

  PushingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
    this.name = name;
  }

  @Override
  protected PushGateway start(SimulatedProcess process) {
    return new PushGateway(
        process.world().storeOf(process, Role.WRITER), process.withZone(ZoneOffset.UTC));
  }

  @Override
  protected void act(SimulatedProcess process, PushGateway gateway) throws IOException {
    if (random().nextInt(3) == 0) {
      requireAcknowledged(gateway.exposition());
      return;
    }
    byte[] body = ("pushed " + ++sent + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      gateway.push(GroupingKey.parse("/job/" + name), body, "", true, ByteBudget.unlimited());
    } catch (PushRejectedException | NoRoomException e) {
      throw new IOException(e);
    }
    acknowledged = sent;
  }

  private void requireAcknowledged(String exposition) {
    double found =
        exposition
            .lines()
            .filter(line -> line.startsWith("pushed{") && line.contains("\"" + name + "\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .max()
            .orElse(0);
    if (found < acknowledged || found > sent) {
      throw new AssertionError(
          "%s has pushed %d and %d was acknowledged, but the gateway says %s"
              .formatted(name, sent, acknowledged, found));
    }
  }
}
