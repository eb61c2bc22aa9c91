package dev.firebucket.storage.simulation;

import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.compaction.MergeResources;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;

/// Merges, sweeps and applies retention, as the timer or the function does.
final class CompactingActor extends RepeatingActor<Compactor> {
  private static final int TIMES = 6;
  private static final long MEMORY = 128L << 20;

  CompactingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
  }

  @Override
  protected Compactor start(SimulatedProcess process) throws IOException {
    return compactor(process, Role.COMPACTOR);
  }

  static Compactor compactor(SimulatedProcess process, Role role) throws IOException {
    SimulatedWorld world = process.world();
    ObjectStore store = world.storeOf(process, role);
    return new Compactor(
        store,
        new CatalogStore(
            store, world.planted().clock(role, PlantedFault.ClockOf.CATALOGS, process)),
        SimulatedWorld.POLICY,
        new MergeResources(MEMORY, 1, world.folder("merges")),
        world.planted().clock(role, PlantedFault.ClockOf.COMPACTOR, process),
        process::unique,
        () -> world.planted().keeps(world.rules().policy()));
  }

  @Override
  protected void act(SimulatedProcess process, Compactor compactor) throws IOException {
    var report = compactor.compact(process.instant());
    world().note(process.name(), "compacted: " + report);
  }
}
