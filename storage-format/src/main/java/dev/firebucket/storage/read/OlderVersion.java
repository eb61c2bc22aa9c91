package dev.firebucket.storage.read;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// An older catalog version, read as long as all of its objects exist: compaction deletes consumed
/// objects after a grace period.
///
/// @param tail fresh objects that only later versions have consumed
record OlderVersion(Catalog catalog, Catalog newest, Set<String> tail) {
  OlderVersion {
    tail = Set.copyOf(tail);
  }

  /// @throws IOException when there is no such version, or objects of it have been deleted
  static OlderVersion read(CatalogStore catalogs, long version) throws IOException {
    Catalog newest = catalogs.newest();
    if (version < 0 || version > newest.version()) {
      throw new IOException(
          "there is no catalog version %d; the newest is %d".formatted(version, newest.version()));
    }
    Catalog asked = existing(catalogs, version, version, newest);
    Set<String> tail = new HashSet<>();
    for (long later = version + 1; later <= newest.version(); later++) {
      for (String key : existing(catalogs, later, version, newest).removedKeys()) {
        if (key.startsWith(StorageLayout.TAIL) && !asked.removedKeys().contains(key)) {
          tail.add(key);
        }
      }
    }
    Set<String> needed = new HashSet<>(tail);
    asked.files().forEach(file -> needed.add(file.key()));
    Set<String> there = new HashSet<>(newest.removedKeys());
    newest.files().forEach(file -> there.add(file.key()));
    if (!there.containsAll(needed)) {
      throw gone(version, newest);
    }
    return new OlderVersion(asked, newest, tail);
  }

  /// Objects are deleted before the catalog forgets them: a listing says which are there.
  ///
  /// @param listed what the tail holds
  /// @throws IOException when objects of the version have been deleted
  void requireAll(List<ObjectSummary> listed) throws IOException {
    Set<String> there = listed.stream().map(ObjectSummary::key).collect(Collectors.toSet());
    if (!there.containsAll(tail)) {
      throw gone(catalog.version(), newest);
    }
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
