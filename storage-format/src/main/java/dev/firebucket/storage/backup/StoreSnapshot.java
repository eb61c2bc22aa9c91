package dev.firebucket.storage.backup;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Copies what one catalog version names, and the tail, to `snapshots/<name>/`, which is a store of
/// its own: `--storage=…/snapshots/<name>`. The store copies by itself, no byte comes here; in a
/// directory both share the bytes.
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

  /// @param withTail whether what is not compacted yet belongs to it
  /// @param unique makes names of one second differ
  /// @return the name
  /// @throws IOException when the store cannot be read or written
  public String take(boolean withTail, Instant now, String unique) throws IOException {
    String name = NAME.format(now) + "-" + unique;
    String folder = StorageLayout.SNAPSHOTS + name + "/";
    for (int attempt = 1; ; attempt++) {
      try {
        copy(folder, withTail);
        return name;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void copy(String folder, boolean withTail) throws IOException {
    Catalog catalog = catalogs.newest();
    List<String> keys = new ArrayList<>();
    for (CatalogFile file : catalog.files()) {
      keys.add(file.key());
    }
    if (withTail) {
      Set<String> removed = catalog.removedKeys();
      store.list(StorageLayout.TAIL).stream()
          .map(ObjectSummary::key)
          .filter(key -> !removed.contains(key))
          .forEach(keys::add);
    }
    var _ =
        FanOut.map(
            keys,
            key -> {
              if (!store.copy(key, folder + key)) {
                throw new NoSuchFileException(key);
              }
              return true;
            });
    // A series file that is missing is read from the samples.
    var _ =
        FanOut.map(
            catalog.files(), file -> store.copy(file.seriesKey(), folder + file.seriesKey()));
    if (catalog.version() > 0) {
      store.put(
          folder + StorageLayout.catalogKey(catalog.version()), catalog.withoutRemoved().toJson());
    }
  }
}
