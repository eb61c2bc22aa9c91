package dev.firebucket.storage.catalog;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalog versions of a store: reads the newest and commits the next.
///
/// A version never changes, so the newest known one is kept, and a GET of the version that comes
/// next says whether there is one: it costs a twelfth of a LIST. After a pause the next version may
/// have been deleted already, then a LIST says it. Safe for use by several threads and, by
/// put-if-absent, by several processes.
///
/// **A newest version N that cannot be read** (cut by a disk, overwritten by hand) is replaced by
/// N-1, with a warning that names the object:
///
/// - *Readers* lose nothing by it. What N consumed still stands: objects that a version consumed
///   are deleted by whoever reads that version, a grace period later, and the deletion is a version
///   of its own, N+1, which would then be the newest. To N-1 the consumed objects are what counts,
///   and the files that N added are unknown. If N only forgot objects that had been deleted, N-1
///   still lists them as removed, and they do not count either.
/// - *Commits* go on top of N-1 as N+1 only while N is younger than [#STANDING]. After that a
///   compactor which still knows N may be about to delete what N consumed; N+1 would count exactly
///   that, and have no use for the files of N: then there is an error that says what to do. Files
///   that no version lists are not deleted meanwhile ([#newestToChange]), for they may be those of
///   N.
///
/// Two faults at once are not survived: a compactor that died between the deletion and its version,
/// and the version before it damaged as well. Nor are N and N-1 damaged together.
public final class CatalogStore {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogStore.class);

  private static final int ATTEMPTS = 10;

  /// Older versions than so many are deleted after the grace period.
  public static final int KEPT_VERSIONS = 16;

  /// More new versions than this are skipped by a LIST.
  private static final int MOST_FOLLOWED = 8;

  /// Versions live for a grace period and longer: within this time of a look, all are there.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How long what a version consumed certainly stands: a part of every grace period, so that
  /// clocks may differ and a put may take its time.
  static final Duration STANDING = Duration.ofMinutes(5);

  private final ObjectStore store;
  private final InstantSource clock;

  /// The newest version, where another one stands in its place.
  private @Nullable ObjectSummary damaged;

  private Catalog newestKnown = Catalog.EMPTY;

  /// When there was certainly none newer than `newestKnown`.
  private Instant looked = Instant.EPOCH;

  /// @param clock says how long ago this process last looked
  public CatalogStore(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The newest version as of now, [Catalog#EMPTY] before the first commit.
  ///
  /// @throws IOException when the store cannot be read, the newest version was written by a newer
  ///   Firebucket, or neither it nor the one before is a catalog
  public Catalog newest() throws IOException {
    Instant now = clock.instant();
    Look last = last();
    boolean recent = !now.isBefore(last.at()) && now.isBefore(last.at().plus(PATIENCE));
    return remember(recent ? following(last.found()) : listed(last.found()), now);
  }

  private record Look(Catalog found, Instant at) {}

  private synchronized Look last() {
    return new Look(newestKnown, looked);
  }

  private Catalog following(Catalog known) throws IOException {
    Catalog newest = known;
    for (int steps = 0; steps < MOST_FOLLOWED; steps++) {
      try {
        Optional<Catalog> next = version(newest.version() + 1);
        if (next.isEmpty()) {
          return newest;
        }
        newest = next.get();
      } catch (DamagedCatalogException e) {
        // Perhaps there is one after it.
        return listed(newest);
      }
    }
    return listed(newest);
  }

  private Catalog listed(Catalog known) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<ObjectSummary> newer = versionsAfter(StorageLayout.catalogKey(known.version()));
      if (newer.isEmpty()) {
        return known;
      }
      ObjectSummary last = newer.getLast();
      Optional<byte[]> body = store.get(last.key());
      if (body.isPresent()) {
        try {
          return CatalogJson.read(last.key(), body.get());
        } catch (DamagedCatalogException e) {
          return inPlaceOf(last, known, e);
        }
      }
      // Deleted since the LIST, so there is a newer one.
    }
    throw new ObjectStoreException(
        "cannot read the catalog in "
            + store.location()
            + ": every version that was listed had been deleted before it could be read");
  }

  /// The version before a damaged one.
  private Catalog inPlaceOf(ObjectSummary newest, Catalog known, DamagedCatalogException damage)
      throws IOException {
    Catalog found = before(newest, known, damage);
    LOG.warn(
        "{}; version {} is used in its place. Restore the object from a copy, or delete it",
        damage.getMessage(),
        found.version());
    remember(newest);
    return found.inPlaceOfNext();
  }

  private Catalog before(ObjectSummary newest, Catalog known, DamagedCatalogException damage)
      throws IOException {
    long number = StorageLayout.catalogVersion(newest.key()) - 1;
    if (known.version() == number) {
      return known;
    }
    Optional<Catalog> found;
    try {
      found = version(number);
    } catch (DamagedCatalogException e) {
      e.addSuppressed(damage);
      throw e;
    }
    return found.orElseThrow(() -> damage);
  }

  private synchronized void remember(ObjectSummary newest) {
    damaged = newest;
  }

  /// The newest version for whoever writes or deletes by it: no other one in its place, or one
  /// whose sources certainly stand.
  ///
  /// @throws IOException as [#newest], and when neither is so, with the object's name and what to
  ///   do
  public Catalog newestToChange() throws IOException {
    Catalog newest = newest();
    requireWhole(newest);
    return newest;
  }

  private synchronized void requireWhole(Catalog newest) throws IOException {
    ObjectSummary cut = damaged;
    if (cut == null || StorageLayout.catalogVersion(cut.key()) != newest.version()) {
      return;
    }
    if (!clock.instant().isBefore(cut.lastModified().plus(STANDING))) {
      throw new ObjectStoreException(
          "the newest catalog version '%s' of %s is damaged: queries are answered by the one before, and nothing is merged or deleted; restore the object from a copy, or delete it if no other compactor runs"
              .formatted(cut.key(), store.location()));
    }
  }

  private List<ObjectSummary> versionsAfter(String startAfter) throws IOException {
    return store.list(StorageLayout.CATALOG, startAfter).stream()
        .filter(object -> StorageLayout.isCatalogKey(object.key()))
        .toList();
  }

  /// A version by its number; empty if it does not exist or has been deleted.
  ///
  /// @throws IOException when the store cannot be read, or the object is not a catalog
  public Optional<Catalog> version(long version) throws IOException {
    if (version == Catalog.EMPTY.version()) {
      return Optional.of(Catalog.EMPTY);
    }
    String key = StorageLayout.catalogKey(version);
    Optional<byte[]> body = store.get(key);
    return body.isPresent() ? Optional.of(CatalogJson.read(key, body.get())) : Optional.empty();
  }

  /// Whether an object is a catalog version, and the one that was written.
  ///
  /// @throws IOException when it is none, or one of a newer format
  public static void requireSound(String key, byte[] body) throws IOException {
    var _ = CatalogJson.read(key, body);
  }

  /// @param look began at this time
  private synchronized Catalog remember(Catalog found, Instant look) {
    if (found.version() > newestKnown.version()) {
      newestKnown = found;
    }
    if (look.isAfter(looked)) {
      looked = look;
    }
    return newestKnown;
  }

  /// Writes the change on top of the newest version, or gives up before a version is forgotten that
  /// would say that what it consumes is gone: a process may stand still between any two requests.
  ///
  /// @param commitId unique to this commit
  /// @param now when the commit begins
  /// @throws IOException when the store cannot be read before anything was written
  public CommitOutcome commit(CatalogChange change, String commitId, Instant now)
      throws IOException {
    Instant began = clock.instant();
    boolean sent = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Catalog base = newestToChange();
        Duration taken = Duration.between(began, clock.instant());
        if (base.commitId().equals(commitId) || base.holds(change)) {
          return new CommitOutcome.Committed(base);
        }
        if (taken.compareTo(STANDING) > 0) {
          return tooSlow(sent, taken);
        }
        Optional<Catalog> next = base.apply(change, commitId, now.plus(taken));
        if (next.isEmpty()) {
          return new CommitOutcome.Conflict(
              "version " + base.version() + " has already consumed what this commit consumes");
        }
        sent = true;
        if (put(next.get())) {
          return new CommitOutcome.Committed(remember(next.get(), Instant.EPOCH));
        }
      } catch (IOException e) {
        if (!sent) {
          throw e;
        }
        return new CommitOutcome.Unknown(String.valueOf(e.getMessage()));
      }
    }
    return new CommitOutcome.Unknown("no definite answer after " + ATTEMPTS + " attempts");
  }

  private static CommitOutcome tooSlow(boolean sent, Duration taken) {
    String reason = "the commit took " + taken.toSeconds() + " s and was given up";
    return sent ? new CommitOutcome.Unknown(reason) : new CommitOutcome.Conflict(reason);
  }

  /// Whether we wrote this version; false means "not this time": the next attempt starts from the
  /// newest version.
  private boolean put(Catalog next) throws IOException {
    String key = StorageLayout.catalogKey(next.version());
    PutIfAbsentOutcome outcome = store.putIfAbsent(key, CatalogJson.write(next));
    return switch (outcome) {
      case CREATED -> true;
      case EXISTS, UNKNOWN -> {
        yield isOurs(key, next.commitId());
      }
    };
  }

  private boolean isOurs(String key, String commitId) throws IOException {
    Optional<byte[]> there = store.get(key);
    try {
      return there.isPresent() && CatalogJson.read(key, there.get()).commitId().equals(commitId);
    } catch (DamagedCatalogException e) {
      return false;
    }
  }

  /// The newest version of those that have been there for a time, by the store's clock: what it
  /// says is what every reader knows whose look is not older. The times in a version say less,
  /// since its writer may have stood still before it was put.
  ///
  /// @return [Catalog#EMPTY] where there is none, or where it cannot be read
  /// @throws IOException when the store cannot be read
  public Catalog standing(Instant now, Duration time) throws IOException {
    Instant since = now.minus(time);
    // A store whose clock is ahead by more than that tells nothing about ages.
    Instant until = now.plus(time);
    for (ObjectSummary object : versionsAfter("").reversed()) {
      Instant written = object.lastModified();
      if (!written.isAfter(since) || written.isAfter(until)) {
        try {
          return version(StorageLayout.catalogVersion(object.key())).orElse(Catalog.EMPTY);
        } catch (DamagedCatalogException e) {
          LOG.debug("{}; nothing is taken from it", e.getMessage());
          return Catalog.EMPTY;
        }
      }
    }
    return Catalog.EMPTY;
  }

  /// Deletes versions that nobody can still be reading; always keeps the newest ones.
  ///
  /// @return how many were deleted
  public int deleteOldVersions(Instant now, Duration grace) throws IOException {
    List<ObjectSummary> versions = versionsAfter("");
    List<String> old =
        versions.subList(0, Math.max(0, versions.size() - KEPT_VERSIONS)).stream()
            .filter(version -> version.lastModified().isBefore(now.minus(grace)))
            .map(ObjectSummary::key)
            .toList();
    store.delete(old);
    return old.size();
  }
}
