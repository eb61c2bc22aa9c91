package dev.firebucket.query.arena;

import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The label sets of a query: equal sets have equal handles, so that SQL groups and joins by them.
/// Safe for use by several threads.
public final class LabelTable {
  private final int arena;
  private final LabelTexts texts;
  private final Map<LabelSet, Long> handles = new HashMap<>();
  private final List<LabelSet> sets = new ArrayList<>();
  private int[] arrivals = new int[64];

  /// How many of the first handles are in order of their label sets: those of the first scan are.
  private int sortedPrefix;

  LabelTable(int arena, LabelTexts texts) {
    this.arena = arena;
    this.texts = texts;
  }

  /// The handle of a label set, made when it is new.
  ///
  /// @param arrival the place of its series among all, by when they were first met; of a set that
  ///   several series lead to, the lowest counts
  public synchronized long handle(LabelSet labels, int arrival) {
    Long known = handles.get(labels);
    if (known != null) {
      int index = Handle.index(known);
      arrivals[index] = Math.min(arrivals[index], arrival);
      return known;
    }
    if (sets.size() == arrivals.length) {
      arrivals = Arrays.copyOf(arrivals, sets.size() * 2);
    }
    arrivals[sets.size()] = arrival;
    if (sortedPrefix == sets.size() && (sets.isEmpty() || sets.getLast().compareTo(labels) < 0)) {
      sortedPrefix++;
    }
    sets.add(labels);
    long handle = Handle.of(arena, sets.size() - 1);
    handles.put(labels, handle);
    return handle;
  }

  /// Orders two handles as their label sets.
  public synchronized int compare(long a, long b) {
    int first = Handle.index(a);
    int second = Handle.index(b);
    if (first < sortedPrefix && second < sortedPrefix) {
      return Integer.compare(first, second);
    }
    return sets.get(first).compareTo(sets.get(second));
  }

  /// The handle of a label set that comes from that of another handle.
  public synchronized long derived(long from, LabelSet labels) {
    return handle(labels, arrivals[Handle.index(from)]);
  }

  /// The same for a label set with a text that was made for it.
  ///
  /// @param characters of the text; to be asked for by [LabelTexts#checkRoomFor] before it is made
  public synchronized long derived(long from, LabelSet labels, long characters) {
    if (!handles.containsKey(labels)) {
      texts.hold(characters);
    }
    return derived(from, labels);
  }

  /// Where room for texts is asked for.
  public LabelTexts texts() {
    return texts;
  }

  /// Orders two handles by when their series were first met.
  public synchronized int compareArrivals(long a, long b) {
    int order = Integer.compare(arrivals[Handle.index(a)], arrivals[Handle.index(b)]);
    return order != 0 ? order : compare(a, b);
  }

  /// The place of the series of a handle among all, by when they were first met.
  public synchronized int arrival(long handle) {
    return arrivals[Handle.index(handle)];
  }

  /// The label set of a handle.
  public synchronized LabelSet get(long handle) {
    return sets.get(Handle.index(handle));
  }
}
