package dev.firebucket.storage.check;

import java.util.List;
import java.util.Locale;

/// What a pass over all objects of a store found.
///
/// @param objects that were compared
/// @param bytes of them
/// @param passedOver objects that are not of a kind that is known, or have nothing to compare
/// @param damaged a sentence each, with the key, what is wrong, and what helps
/// @param unread a sentence for each object that could not be read: nothing is said of its bytes
public record ScrubReport(
    long objects, long bytes, long passedOver, List<String> damaged, List<String> unread) {
  public ScrubReport {
    damaged = List.copyOf(damaged);
    unread = List.copyOf(unread);
  }

  public boolean isSound() {
    return damaged.isEmpty() && unread.isEmpty();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d objects of %d bytes checked, %d passed over: %d damaged, %d could not be read",
        objects,
        bytes,
        passedOver,
        damaged.size(),
        unread.size());
  }
}
