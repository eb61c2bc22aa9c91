package dev.firebucket.local.up;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;

/// Has the old generation of the serial collector collected when a third of it may be garbage.
///
/// That collector lets it grow up to the largest heap first, which is a quarter of the machine:
/// what queries leave there would stay. Other collectors look after it by themselves.
final class OldGeneration {
  private static final String OF_SERIAL = "Tenured Gen";

  /// Less is not worth a pause.
  private static final long LITTLE_BYTES = 32L << 20;

  private final Supplier<Usage> usage;
  private final Runnable collection;

  /// @param usedBytes what is in it
  /// @param aliveBytes what was in it after the last collection; 0 before the first
  record Usage(long usedBytes, long aliveBytes) {
    private boolean isWorthCollecting() {
      return usedBytes > aliveBytes + aliveBytes / 2 + LITTLE_BYTES;
    }
  }

  OldGeneration(Supplier<Usage> usage, Runnable collection) {
    this.usage = usage;
    this.collection = collection;
  }

  /// That of this process.
  static OldGeneration ofThisProcess() {
    return new OldGeneration(
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals(OF_SERIAL))
            .findFirst()
            .<Supplier<Usage>>map(pool -> () -> of(pool))
            .orElse(() -> new Usage(0, 0)),
        System::gc);
  }

  private static Usage of(MemoryPoolMXBean pool) {
    MemoryUsage afterCollection = pool.getCollectionUsage();
    return new Usage(
        pool.getUsage().getUsed(), afterCollection == null ? 0 : afterCollection.getUsed());
  }

  void look() {
    if (usage.get().isWorthCollecting()) {
      collection.run();
    }
  }
}
