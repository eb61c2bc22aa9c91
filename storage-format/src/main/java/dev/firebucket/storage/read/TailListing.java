package dev.firebucket.storage.read;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The objects of `tail/` that a catalog has not consumed, for one page of a LIST where many would
/// be needed.
///
/// Keys begin with the time of writing. So a reader that has listed the whole folder needs to list
/// only what came since, from a little before the newest key that it knows, and forgets what a
/// catalog has consumed. Every few minutes it lists the whole folder again: that finds objects of
/// writers whose clocks are far behind. A directory is listed whole, which costs it one `stat`.
///
/// Safe for use by several threads.
final class TailListing {
  /// How late an object may appear: a PUT and all its attempts take less, and clocks differ less.
  static final Duration LATE = Duration.ofMinutes(2);

  /// How long an answer may build on a listing of the whole folder. Much shorter than the grace
  /// period of compaction: what is consumed in between is still listed as removed.
  static final Duration WHOLE = Duration.ofMinutes(5);

  private final ObjectStore store;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  /// @param version of the newest catalog whose consumed objects are left out
  /// @param whole when the whole folder was listed
  /// @param objects in order of keys
  private record Known(long version, Instant whole, List<ObjectSummary> objects) {}

  TailListing(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The objects that a catalog has not consumed, in order of keys.
  ///
  /// @param catalog read before this call, so that whatever it does not know as consumed is listed
  List<ObjectSummary> of(Catalog catalog) throws IOException {
    Instant now = clock.instant();
    Known last = known;
    if (last == null || store.hasLocalFiles() || !isGood(last, catalog, now)) {
      return whole(catalog);
    }
    Known next = since(last, catalog, now);
    known = next;
    return next.objects();
  }

  /// As [#of], and lists the whole folder whatever is known: a known object may have been deleted
  /// and be consumed by a catalog that no longer says so.
  List<ObjectSummary> whole(Catalog catalog) throws IOException {
    Instant now = clock.instant();
    List<ObjectSummary> objects = without(catalog, store.list(StorageLayout.TAIL));
    known = new Known(catalog.version(), now, objects);
    return objects;
  }

  /// A listing for a newer catalog lacks objects that an older one has not consumed yet.
  private static boolean isGood(Known last, Catalog catalog, Instant now) {
    return last.version() <= catalog.version()
        && !now.isBefore(last.whole())
        && now.isBefore(last.whole().plus(WHOLE));
  }

  private Known since(Known last, Catalog catalog, Instant now) throws IOException {
    String from = TailKey.firstAt(newest(last, now).minus(LATE));
    List<ObjectSummary> objects = new ArrayList<>();
    for (ObjectSummary object : last.objects()) {
      if (object.key().compareTo(from) <= 0) {
        objects.add(object);
      }
    }
    objects.addAll(store.list(StorageLayout.TAIL, from));
    return new Known(catalog.version(), last.whole(), without(catalog, objects));
  }

  /// When the newest known object was written; now, if its writer's clock is ahead.
  private static Instant newest(Known last, Instant now) {
    for (ObjectSummary object : last.objects().reversed()) {
      Instant written = TailKey.parse(object.key()).map(TailKey::writtenAt).orElse(null);
      if (written != null) {
        return written.isBefore(now) ? written : now;
      }
    }
    return last.whole();
  }

  /// The objects of a listing that a catalog has not consumed.
  static List<ObjectSummary> without(Catalog catalog, List<ObjectSummary> listed) {
    Set<String> removed = catalog.removedKeys();
    return listed.stream().filter(object -> !removed.contains(object.key())).toList();
  }
}
