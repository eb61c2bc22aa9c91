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
import java.util.concurrent.ConcurrentHashMap;

/// Listings of folders that have not changed since: each query lists the tail and the catalog, and
/// to ask a folder for its time of change is a hundred times cheaper than to walk it.
///
/// A listing is believed as long as the folder has the time of change that it had before the
/// listing began, if that time was settled: a change within the same tick of the file system's
/// clock leaves no trace. Objects are only ever put, replaced and deleted by what changes the
/// folder. Only folders without folders in them are kept. Safe for use by several threads.
final class KnownListings {
  /// Longer than a tick of file systems that keep times below the millisecond: the kernel's, 10 ms.
  private static final Duration SETTLED = Duration.ofMillis(100);

  /// Longer than a tick of any other file system: some have whole seconds.
  private static final Duration COARSELY_SETTLED = Duration.ofSeconds(3);

  /// More folders than the layout lists by themselves; beyond, nothing more is kept.
  private static final int MOST = 64;

  private final Path root;
  private final Clock clock;
  private final Map<Question, Known> known = new ConcurrentHashMap<>();

  KnownListings(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  private record Question(Path folder, String startAfter) {}

  private record Known(FileTime changed, List<ObjectSummary> objects) {}

  /// The objects below a folder, in order of keys.
  ///
  /// @param startAfter only objects whose key sorts behind it
  List<ObjectSummary> of(Path folder, String startAfter) throws IOException {
    FileTime changed;
    Instant now = clock.instant();
    try {
      changed = Files.getLastModifiedTime(folder);
    } catch (NoSuchFileException e) {
      return List.of();
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

  /// One listing of a folder: who asks for what comes after a key asks for ever later keys.
  private void keep(Question question, Known listing) {
    known.keySet().removeIf(old -> old.folder().equals(question.folder()) && !old.equals(question));
    if (known.size() < MOST) {
      known.put(question, listing);
    }
  }
}
