package dev.firebucket.storage.catalog;

import java.util.List;
import java.util.Set;

/// What a commit does to whatever version is the newest. Pure data, so that it can be tried again
/// on a newer one.
///
/// @param consumed keys of fresh objects and compacted files whose samples stand in `added`
/// @param added the files that take their place
/// @param forgotten keys of removed objects that have been deleted and need no mention any more
public record CatalogChange(Set<String> consumed, List<CatalogFile> added, Set<String> forgotten) {
  public CatalogChange {
    consumed = Set.copyOf(consumed);
    added = List.copyOf(added);
    forgotten = Set.copyOf(forgotten);
  }

  /// Files take the place of others.
  public static CatalogChange replace(Set<String> consumed, List<CatalogFile> added) {
    return new CatalogChange(consumed, added, Set.of());
  }

  /// Deleted objects are mentioned no more.
  public static CatalogChange forget(Set<String> forgotten) {
    return new CatalogChange(Set.of(), List.of(), forgotten);
  }
}
