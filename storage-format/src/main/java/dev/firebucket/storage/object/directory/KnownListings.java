package dev.firebucket.storage.object.directory;

import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Cached listings of folders that have not changed: each query lists the tail and the catalog, and
/// reading a folder's modification time is a hundred times cheaper than walking it.
///
/// A listing is valid as long as the folder has the modification time that it had before the
/// listing began, if that time was old enough then: a change within the same tick of the file
/// system's clock leaves no trace. Every put, replacement and deletion changes the folder. Only
/// folders without folders in them are cached. Thread-safe.
final class KnownListings {
  /// Longer than a tick of file systems with times below a millisecond: the kernel's tick, 10 ms.
  private static final Duration SETTLED = Duration.ofMillis(100);

  /// Longer than a tick of any other file system: some store whole seconds.
  private static final Duration COARSELY_SETTLED = Duration.ofSeconds(3);

  /// More folders than the layout has; beyond that, nothing more is cached.
  private static final int MOST = 64;

  private final Path root;
  private final Clock clock;
  private final Map<Question, Known> known = new ConcurrentHashMap<>();

  /// Folders that were there when they were listed.
  private final Set<Path> seen = ConcurrentHashMap.newKeySet();

  KnownListings(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  private record Question(Path folder, String startAfter) {}

  private record Known(FileTime changed, List<ObjectSummary> objects) {}

  /// The objects below a folder, in order of keys.
  ///
  /// @param startAfter only objects whose key sorts after it
  /// @throws IOException when the folder cannot be read, or was there and is gone
  List<ObjectSummary> of(Path folder, String startAfter) throws IOException {
    FileTime changed;
    Instant now = clock.instant();
    try {
      changed = Files.getLastModifiedTime(folder);
    } catch (NoSuchFileException e) {
      if (seen.contains(folder)) {
        throw new IOException(
            "the folder was there and is gone, and no Firebucket deletes folders; mount the volume again, or restore the folder, empty if need be",
            e);
      }
      return List.of();
    }
    if (seen.size() < MOST) {
      seen.add(folder);
    }
    Question question = new Question(folder, startAfter);
    Known before = known.get(question);
    if (before != null && before.changed().equals(changed)) {
      return before.objects();
    }
    DirectoryListing listing = DirectoryListing.of(root, folder, startAfter);
    List<ObjectSummary> objects = listing.objects();
    if (listing.isFlat() && isSettled(changed.toInstant(), now)) {
      keep(question, new Known(changed, objects));
    } else {
      known.remove(question);
    }
    return objects;
  }

  private static boolean isSettled(Instant changed, Instant now) {
    boolean fine = !changed.truncatedTo(ChronoUnit.MILLIS).equals(changed);
    return changed.plus(fine ? SETTLED : COARSELY_SETTLED).isBefore(now);
  }

  /// Keeps one listing per folder: callers ask for what comes after ever later keys.
  private void keep(Question question, Known listing) {
    known.keySet().removeIf(old -> old.folder().equals(question.folder()) && !old.equals(question));
    if (known.size() < MOST) {
      known.put(question, listing);
    }
  }
}
