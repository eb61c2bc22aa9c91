package dev.firebucket.ingest.remotewrite;

import dev.firebucket.ingest.bytes.SecretHash;
import dev.firebucket.storage.model.LabelSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Label sets by the raw bytes in which senders write them: a series that was seen before costs one
/// hash, and no text is made. Bounded in bytes: a part that is full is forgotten as a whole. Safe
/// for use by several threads.
final class LabelCache {
  private static final int SHARDS = 16;
  private static final int SHARD_SLOTS = 1 << 16;
  private static final int FIRST_SLOTS = 256;
  private static final int BYTES_OF_SLOT = 120;
  private static final int BYTES_OF_LABEL = 112;

  private record Slot(byte[] raw, int hash, LabelSet labels) {
    long weight() {
      return LabelCache.weight(raw.length, labels.size());
    }
  }

  private static final class Shard {
    private final long mostBytes;
    private @Nullable Slot[] slots = new Slot[FIRST_SLOTS];
    private int size;
    private long bytes;

    Shard(long mostBytes) {
      this.mostBytes = mostBytes;
    }

    synchronized @Nullable LabelSet find(byte[] raw, int length, int hash) {
      int mask = slots.length - 1;
      for (int i = hash & mask; ; i = (i + 1) & mask) {
        Slot slot = slots[i];
        if (slot == null) {
          return null;
        }
        if (slot.hash == hash && Arrays.equals(slot.raw, 0, slot.raw.length, raw, 0, length)) {
          return slot.labels;
        }
      }
    }

    synchronized void add(Slot slot) {
      if (slot.weight() > mostBytes / 2) {
        return;
      }
      if (bytes + slot.weight() > mostBytes) {
        forget();
      } else if (size * 2 >= slots.length) {
        grow();
      }
      insert(slots, slot);
      size++;
      bytes += slot.weight();
    }

    private void forget() {
      slots = new Slot[FIRST_SLOTS];
      size = 0;
      bytes = 0;
    }

    private void grow() {
      if (slots.length == SHARD_SLOTS) {
        forget();
        return;
      }
      @Nullable Slot[] wider = new Slot[slots.length * 2];
      for (Slot slot : slots) {
        if (slot != null) {
          insert(wider, slot);
        }
      }
      slots = wider;
    }

    private static void insert(@Nullable Slot[] slots, Slot slot) {
      int mask = slots.length - 1;
      int i = slot.hash & mask;
      while (slots[i] != null) {
        i = (i + 1) & mask;
      }
      slots[i] = slot;
    }
  }

  private final Shard[] shards = new Shard[SHARDS];

  /// @param mostBytes of all label sets together
  LabelCache(long mostBytes) {
    Arrays.setAll(shards, i -> new Shard(mostBytes / SHARDS));
  }

  /// An eighth of the heap.
  static LabelCache ofHeap() {
    return new LabelCache(Runtime.getRuntime().maxMemory() / 8);
  }

  /// About how many bytes a label set takes, here and until it is stored.
  ///
  /// @param length of its raw bytes
  static long weight(int length, int labels) {
    return BYTES_OF_SLOT + 2L * length + (long) BYTES_OF_LABEL * labels;
  }

  /// About how many bytes are held.
  long bytes() {
    long all = 0;
    for (Shard shard : shards) {
      synchronized (shard) {
        all += shard.bytes;
      }
    }
    return all;
  }

  /// The label set of these bytes, null for bytes that are new.
  @Nullable LabelSet find(byte[] raw, int length) {
    int hash = SecretHash.of(raw, 0, length);
    return shard(hash).find(raw, length, hash);
  }

  /// Keeps a label set; only of bytes that [#find] did not know.
  void add(byte[] raw, int length, LabelSet labels) {
    int hash = SecretHash.of(raw, 0, length);
    shard(hash).add(new Slot(Arrays.copyOf(raw, length), hash, labels));
  }

  private Shard shard(int hash) {
    return shards[hash >>> 28];
  }
}
