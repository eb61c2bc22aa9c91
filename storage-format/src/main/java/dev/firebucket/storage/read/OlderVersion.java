package dev.firebucket.storage.read;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads an older catalog version, as long as all of its objects exist: compaction deletes consumed
/// objects after a grace period.
final class OlderVersion {
  private OlderVersion() {}

  /// @throws IOException when there is no such version, or objects of it have been deleted
  static Catalog read(CatalogStore catalogs, long version) throws IOException {
    Catalog newest = catalogs.newest();
    if (version < 0 || version > newest.version()) {
      throw new IOException(
          "there is no catalog version %d; the newest is %d".formatted(version, newest.version()));
    }
    Catalog asked = existing(catalogs, version, version, newest);
    Set<String> needed =
        asked.files().stream().map(CatalogFile::key).collect(Collectors.toCollection(HashSet::new));
    for (long later = version + 1; later <= newest.version(); later++) {
      for (String key : existing(catalogs, later, version, newest).removedKeys()) {
        if (key.startsWith(StorageLayout.TAIL) && !asked.removedKeys().contains(key)) {
          needed.add(key);
        }
      }
    }
    Set<String> there = new HashSet<>(newest.removedKeys());
    newest.files().forEach(file -> there.add(file.key()));
    if (!there.containsAll(needed)) {
      throw gone(version, newest);
    }
    return asked;
  }

  private static Catalog existing(CatalogStore catalogs, long version, long asked, Catalog newest)
      throws IOException {
    return catalogs.version(version).orElseThrow(() -> gone(asked, newest));
  }

  private static IOException gone(long version, Catalog newest) {
    return new IOException(
        ("catalog version %d can no longer be read: objects of it have been compacted and deleted."
                + " The newest version is %d")
            .formatted(version, newest.version()));
  }
}
