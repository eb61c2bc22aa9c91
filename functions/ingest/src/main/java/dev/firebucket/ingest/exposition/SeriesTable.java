package dev.firebucket.ingest.exposition;

import dev.firebucket.ingest.bytes.SecretHash;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is known of the series of one target, by the raw bytes in which the target exposes them.
///
/// Targets expose their series in the same order time after time, so each slot remembers the one
/// that came after it: [#expected()] names the probable next series, and a good guess saves both
/// the lexing and the look-up. Not for use by several threads.
///
/// @param <V> what is kept of a series
public final class SeriesTable<V> {
  /// The place of one series.
  ///
  /// @param <V> what is kept of a series
  public static final class Slot<V> {
    private final byte[] raw;
    private final int hash;
    private @Nullable Slot<V> follower;
    private final V value;

    private Slot(byte[] raw, int hash, V value) {
      this.raw = raw;
      this.hash = hash;
      this.value = value;
    }

    public V value() {
      return value;
    }
  }

  private static final int SMALLEST = 64;

  private @Nullable Slot<V>[] slots = newSlots(SMALLEST);
  private int size;
  private @Nullable Slot<V> first;
  private @Nullable Slot<V> last;

  /// Begins a new exposition: the first series of the last one is expected.
  public void rewind() {
    last = null;
  }

  /// The raw bytes of the series that probably comes next, null where there is no telling.
  public byte @Nullable [] expected() {
    Slot<V> next = last == null ? first : last.follower;
    return next == null ? null : next.raw;
  }

  /// What is kept of the series whose raw bytes are these, null for a series that is new.
  public @Nullable V find(byte[] buffer, int start, int end) {
    Slot<V> next = last == null ? first : last.follower;
    if (next == null || !same(next, buffer, start, end)) {
      next = lookUp(buffer, start, end, SecretHash.of(buffer, start, end));
      if (next == null) {
        return null;
      }
    }
    follow(next);
    return next.value;
  }

  /// Keeps something of a series that [#find] did not know.
  public void add(byte[] buffer, int start, int end, V value) {
    if (size * 2 >= slots.length) {
      grow();
    }
    Slot<V> slot =
        new Slot<>(
            Arrays.copyOfRange(buffer, start, end), SecretHash.of(buffer, start, end), value);
    insert(slots, slot);
    size++;
    follow(slot);
  }

  /// How many series are known.
  public int size() {
    return size;
  }

  /// Forgets every series whose value fulfils the condition.
  public void removeIf(Predicate<V> condition) {
    @Nullable Slot<V>[] old = slots;
    slots = newSlots(old.length);
    size = 0;
    last = null;
    if (first != null && condition.test(first.value)) {
      first = null;
    }
    for (Slot<V> slot : old) {
      if (slot != null && !condition.test(slot.value)) {
        insert(slots, slot);
        size++;
      }
    }
    for (Slot<V> slot : slots) {
      if (slot != null && slot.follower != null && condition.test(slot.follower.value)) {
        slot.follower = null;
      }
    }
  }

  private void follow(Slot<V> slot) {
    if (last == null) {
      first = slot;
    } else {
      last.follower = slot;
    }
    last = slot;
  }

  private @Nullable Slot<V> lookUp(byte[] buffer, int start, int end, int hash) {
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Slot<V> slot = slots[i];
      if (slot == null || (slot.hash == hash && same(slot, buffer, start, end))) {
        return slot;
      }
    }
  }

  private static boolean same(Slot<?> slot, byte[] buffer, int start, int end) {
    return Arrays.equals(slot.raw, 0, slot.raw.length, buffer, start, end);
  }

  private void grow() {
    @Nullable Slot<V>[] wider = newSlots(slots.length * 2);
    for (Slot<V> slot : slots) {
      if (slot != null) {
        insert(wider, slot);
      }
    }
    slots = wider;
  }

  private static <V> void insert(@Nullable Slot<V>[] slots, Slot<V> slot) {
    int mask = slots.length - 1;
    int i = slot.hash & mask;
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = slot;
  }

  @SuppressWarnings("unchecked")
  private static <V> @Nullable Slot<V>[] newSlots(int length) {
    return (@Nullable Slot<V>[]) new Slot<?>[length];
  }
}
