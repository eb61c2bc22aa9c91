package dev.firebucket.query.cache;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Decoded samples by file and metric, bounded in bytes: the least recently used block is evicted
/// first. Safe for use by several threads.
///
/// What nobody asks for any more goes too, however much room there is: compaction replaces the
/// fresh files each minute, and blocks of those that are gone would fill the cache to its bound.
public final class SampleCache {
  /// Dashboards and rules ask again sooner.
  private static final Duration UNUSED = Duration.ofMinutes(5);

  /// Those asked for last are last, so those unused for long are first.
  private final Map<Key, Kept> blocks = new LinkedHashMap<>(256, 0.75f, true);

  private final Map<File, Integer> metrics = new HashMap<>();
  private final Lock reading = new ReentrantLock();
  private final long maximumBytes;
  private final LongSupplier nanoTime;
  private long bytes;

  /// A block and when it was last asked for.
  private static final class Kept {
    private SampleBlock block = SampleBlock.NONE;
    private long usedNanos;
  }

  private record File(String key, boolean startTimestamps) {}

  /// What a block is of.
  ///
  /// @param file the key of an outline: the file never changes, however much of it is at hand
  /// @param startTimestamps whether the samples have their start timestamps too
  public record Key(String file, String metric, boolean startTimestamps) {}

  /// @param maximumBytes how much to keep at most; 0 keeps nothing
  public SampleCache(long maximumBytes) {
    this(maximumBytes, System::nanoTime);
  }

  /// @param nanoTime as [System#nanoTime()]
  SampleCache(long maximumBytes, LongSupplier nanoTime) {
    this.maximumBytes = maximumBytes;
    this.nanoTime = nanoTime;
  }

  /// How much it keeps at most.
  public long maximumBytes() {
    return maximumBytes;
  }

  /// About how much it keeps now.
  public synchronized long bytes() {
    return bytes;
  }

  /// Of how many metrics of a file something is known.
  public synchronized int metricsOf(String file, boolean startTimestamps) {
    return metrics.getOrDefault(new File(file, startTimestamps), 0);
  }

  /// For those who read more than they need: one does it, and the others find it.
  public Lock reading() {
    return reading;
  }

  /// What is known of a metric in a file.
  public synchronized SampleBlock get(Key key) {
    long now = nanoTime.getAsLong();
    Kept kept = blocks.get(key);
    if (kept != null) {
      kept.usedNanos = now;
    }
    makeRoom(now);
    return kept == null ? SampleBlock.NONE : kept.block;
  }

  /// Adds what a scan found to what is known.
  ///
  /// @param ids sorted, all that were asked for
  /// @return all that is known now, also where the cache has no room for it
  public synchronized SampleBlock add(Key key, long[] ids, SamplePage page) {
    SampleBlock before = get(key);
    if (before.missing(ids).length == 0) {
      return before;
    }
    SampleBlock after = before.with(ids, page);
    if (after.bytes() <= maximumBytes) {
      keep(key, after);
    }
    return after;
  }

  private void keep(Key key, SampleBlock block) {
    long now = nanoTime.getAsLong();
    Kept kept = blocks.get(key);
    if (kept == null) {
      kept = new Kept();
      blocks.put(key, kept);
      metrics.merge(new File(key.file(), key.startTimestamps()), 1, Integer::sum);
    } else {
      bytes -= kept.block.bytes();
    }
    kept.block = block;
    kept.usedNanos = now;
    bytes += block.bytes();
    makeRoom(now);
  }

  private void makeRoom(long now) {
    var eldest = blocks.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<Key, Kept> entry = eldest.next();
      if (bytes <= maximumBytes && now - entry.getValue().usedNanos < UNUSED.toNanos()) {
        return;
      }
      bytes -= entry.getValue().block.bytes();
      Key key = entry.getKey();
      metrics.computeIfPresent(
          new File(key.file(), key.startTimestamps()),
          (file, count) -> count == 1 ? null : count - 1);
      eldest.remove();
    }
  }
}
