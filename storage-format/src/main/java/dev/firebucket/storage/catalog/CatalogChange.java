package dev.firebucket.storage.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a commit changes in the newest version. Pure data, so that it can be applied again to a
/// newer one.
///
/// @param consumed keys of fresh objects and compacted files whose samples are in `added`
/// @param added the files that replace them
/// @param narrowed files of which fewer series count from now on, the others being in `added`; by
///   the file as it was before
/// @param forgotten keys of removed objects that have been deleted and need not be listed any more
public record CatalogChange(
    Set<String> consumed,
    List<CatalogFile> added,
    Map<CatalogFile, CatalogFile> narrowed,
    Set<String> forgotten) {
  public CatalogChange {
    consumed = Set.copyOf(consumed);
    added = List.copyOf(added);
    narrowed = Map.copyOf(narrowed);
    forgotten = Set.copyOf(forgotten);
  }

  /// Files replace others.
  public static CatalogChange replace(Set<String> consumed, List<CatalogFile> added) {
    return new CatalogChange(consumed, added, Map.of(), Set.of());
  }

  /// The same, and some files lose what is in the added ones.
  public CatalogChange narrowing(Map<CatalogFile, CatalogFile> files) {
    return new CatalogChange(consumed, added, files, forgotten);
  }

  /// Deleted objects are no longer listed.
  public static CatalogChange forget(Set<String> forgotten) {
    return new CatalogChange(Set.of(), List.of(), Map.of(), forgotten);
  }
}
