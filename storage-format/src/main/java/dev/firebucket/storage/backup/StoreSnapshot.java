package dev.firebucket.storage.backup;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.check.CheckedObject;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Copies what one catalog version names, and the tail, to `snapshots/<name>/`, which is a store of
/// its own: `--storage=…/snapshots/<name>`. The store copies by itself; in a directory both share
/// the bytes. Then what was copied is read once, and compared with sizes and seals.
///
/// The catalog is put last: a copy that was broken off has none.
public final class StoreSnapshot {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Compaction may delete an object meanwhile: then the newest version is copied.
  private static final int ATTEMPTS = 3;

  private final ObjectStore store;
  private final CatalogStore catalogs;

  public StoreSnapshot(ObjectStore store, CatalogStore catalogs) {
    this.store = store;
    this.catalogs = catalogs;
  }

  /// What is damaged is copied as it is, and named; so is what is missing though the store lists
  /// it.
  ///
  /// @param withTail whether what is not compacted yet belongs to it
  /// @param unique makes names of one second differ
  /// @throws IOException when the store cannot be read or written
  public SnapshotCopy take(boolean withTail, Instant now, String unique) throws IOException {
    String name = NAME.format(now) + "-" + unique;
    String folder = StorageLayout.SNAPSHOTS + name + "/";
    for (int attempt = 1; ; attempt++) {
      Catalog catalog = catalogs.newest();
      List<CheckedObject> samples = samples(catalog, withTail);
      Set<String> missing = copy(samples, folder);
      if (missing.isEmpty() || attempt == ATTEMPTS) {
        return finished(name, folder, catalog, samples, missing);
      }
    }
  }

  private List<CheckedObject> samples(Catalog catalog, boolean withTail) throws IOException {
    List<CheckedObject> samples = new ArrayList<>();
    catalog.files().forEach(file -> samples.add(CheckedObject.samplesOf(file)));
    if (withTail) {
      Set<String> removed = catalog.removedKeys();
      for (ObjectSummary fresh : store.list(StorageLayout.TAIL)) {
        if (!removed.contains(fresh.key())) {
          TailKey.parse(fresh.key())
              .ifPresent(parts -> samples.add(CheckedObject.fresh(fresh, parts)));
        }
      }
    }
    return samples;
  }

  /// @return the keys of objects that are gone
  private Set<String> copy(List<CheckedObject> objects, String folder) throws IOException {
    return FanOut.map(
            objects.stream().map(CheckedObject::key).toList(),
            key -> store.copy(key, folder + key) ? Optional.<String>empty() : Optional.of(key))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// @param missing after the last attempt
  private SnapshotCopy finished(
      String name, String folder, Catalog catalog, List<CheckedObject> samples, Set<String> missing)
      throws IOException {
    List<String> problems = new ArrayList<>();
    for (String key : missing) {
      store.requireReach(key);
      problems.add(
          "the object '%s' is missing though the store lists it; the copy lacks it too"
              .formatted(key));
    }
    List<CheckedObject> series = catalog.files().stream().map(CheckedObject::seriesOf).toList();
    List<CheckedObject> copied = new ArrayList<>(samples);
    copied.addAll(series);
    // A series file that is missing is read from the samples.
    Set<String> notCopied = copy(series, folder);
    notCopied.addAll(missing);
    copied.removeIf(object -> notCopied.contains(object.key()));
    if (catalog.version() > 0) {
      store.put(
          folder + StorageLayout.catalogKey(catalog.version()), catalog.withoutRemoved().toJson());
    }
    CopyCheck check = CopyCheck.of(store, folder);
    FanOut.map(copied, check::problem).forEach(found -> found.ifPresent(problems::add));
    return new SnapshotCopy(name, problems);
  }
}
