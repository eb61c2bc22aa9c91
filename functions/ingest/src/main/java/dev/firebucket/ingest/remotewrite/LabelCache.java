package dev.firebucket.ingest.remotewrite;

import dev.firebucket.storage.model.LabelSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Label sets by the raw bytes in which senders write them: a series that was seen before costs one
/// hash, and no text is made. Bounded: a part that is full is forgotten as a whole. Safe for use by
/// several threads.
final class LabelCache {
  private static final int SHARDS = 16;
  private static final int SHARD_SLOTS = 1 << 16;

  private record Slot(byte[] raw, int hash, LabelSet labels) {}

  private static final class Shard {
    private @Nullable Slot[] slots = new Slot[256];
    private int size;

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
      if (size * 2 >= slots.length) {
        grow();
      }
      insert(slots, slot);
      size++;
    }

    private void grow() {
      if (slots.length == SHARD_SLOTS) {
        slots = new Slot[256];
        size = 0;
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

  LabelCache() {
    Arrays.setAll(shards, i -> new Shard());
  }

  /// The label set of these bytes, null for bytes that are new.
  @Nullable LabelSet find(byte[] raw, int length) {
    int hash = hash(raw, length);
    return shard(hash).find(raw, length, hash);
  }

  /// Keeps a label set; only of bytes that [#find] did not know.
  void add(byte[] raw, int length, LabelSet labels) {
    int hash = hash(raw, length);
    shard(hash).add(new Slot(Arrays.copyOf(raw, length), hash, labels));
  }

  private Shard shard(int hash) {
    return shards[hash >>> 28];
  }

  private static int hash(byte[] raw, int length) {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + raw[i];
    }
    return (hash ^ (hash >>> 15)) * 0x9E3779B1;
  }
}
