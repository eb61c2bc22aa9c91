package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.read.DamageLog;
import dev.firebucket.storage.read.DamagedObjectException;
import dev.firebucket.storage.read.SnapshotSource;
import java.util.function.BiFunction;

/// Reads a store in which objects may be damaged: once more from the beginning, without them, each
/// time that some are found.
final class SoundReading {
  private SoundReading() {}

  /// @param reading evaluates over a source of snapshots that leave out what is damaged
  /// @param result of what was read, and what was found
  static <A, B> B of(
      SnapshotSource source,
      QueryLimits limits,
      BiFunction<SnapshotSource, QueryLimits, A> reading,
      BiFunction<A, DamageLog, B> result) {
    DamageLog damages = new DamageLog();
    SnapshotSource sound = (from, to) -> source.open(from, to).leavingOut(damages);
    while (true) {
      QueryLimits held = limits.part();
      try {
        return result.apply(reading.apply(sound, held), damages);
      } catch (PromqlException e) {
        if (!(e.getCause() instanceof DamagedObjectException found && damages.add(found))) {
          throw e;
        }
        held.giveBack();
        limits.check();
      }
    }
  }
}
