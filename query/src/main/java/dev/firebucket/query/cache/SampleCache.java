package dev.firebucket.query.cache;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Decoded samples by file and metric, bounded in bytes: the least recently used block is evicted
/// first. Safe for use by several threads.
public final class SampleCache {
  private final Map<Key, SampleBlock> blocks = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<File, Integer> metrics = new HashMap<>();
  private final Lock reading = new ReentrantLock();
  private final long maximumBytes;
  private long bytes;

  private record File(String key, boolean startTimestamps) {}

  /// What a block is of.
  ///
  /// @param file the key of an outline: the file never changes, however much of it is at hand
  /// @param startTimestamps whether the samples have their start timestamps too
  public record Key(String file, String metric, boolean startTimestamps) {}

  /// @param maximumBytes how much to keep at most; 0 keeps nothing
  public SampleCache(long maximumBytes) {
    this.maximumBytes = maximumBytes;
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
    return blocks.getOrDefault(key, SampleBlock.NONE);
  }

  /// Adds what a scan found to what is known.
  ///
  /// @param ids sorted, all that were asked for
  /// @return all that is known now, also where the cache has no room for it
  public synchronized SampleBlock add(Key key, long[] ids, SamplePage page) {
    SampleBlock before = blocks.getOrDefault(key, SampleBlock.NONE);
    if (before.missing(ids).length == 0) {
      return before;
    }
    SampleBlock after = before.with(ids, page);
    if (after.bytes() <= maximumBytes) {
      SampleBlock replaced = blocks.put(key, after);
      bytes += after.bytes() - (replaced == null ? 0 : replaced.bytes());
      if (replaced == null) {
        metrics.merge(new File(key.file(), key.startTimestamps()), 1, Integer::sum);
      }
      makeRoom();
    }
    return after;
  }

  private void makeRoom() {
    var eldest = blocks.entrySet().iterator();
    while (bytes > maximumBytes && eldest.hasNext()) {
      Map.Entry<Key, SampleBlock> gone = eldest.next();
      bytes -= gone.getValue().bytes();
      Key key = gone.getKey();
      metrics.computeIfPresent(
          new File(key.file(), key.startTimestamps()),
          (file, count) -> count == 1 ? null : count - 1);
      eldest.remove();
    }
  }
}
