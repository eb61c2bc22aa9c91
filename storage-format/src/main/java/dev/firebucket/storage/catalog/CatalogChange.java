package dev.firebucket.storage.catalog;

import java.util.List;
import java.util.Set;

/// What a commit changes in the newest version. Pure data, so that it can be applied again to a
/// newer one.
///
/// @param consumed keys of fresh objects and compacted files whose samples are in `added`
/// @param added the files that replace them
/// @param forgotten keys of removed objects that have been deleted and need not be listed any more
public record CatalogChange(Set<String> consumed, List<CatalogFile> added, Set<String> forgotten) {
  public CatalogChange {
    consumed = Set.copyOf(consumed);
    added = List.copyOf(added);
    forgotten = Set.copyOf(forgotten);
  }

  /// Files replace others.
  public static CatalogChange replace(Set<String> consumed, List<CatalogFile> added) {
    return new CatalogChange(consumed, added, Set.of());
  }

  /// Deleted objects are no longer listed.
  public static CatalogChange forget(Set<String> forgotten) {
    return new CatalogChange(Set.of(), List.of(), forgotten);
  }
}
