package dev.firebucket.storage.parquet;

import java.util.List;

/// The row groups of a samples file, and what a reader needs to fetch some of them and to lay them
/// into a small file of their own: so it need not fetch the file's footer, which takes ten times as
/// much.
///
/// Compaction puts it into the series file, see [RowGroupIndexWriter]; for a file without one it is
/// made of the footer.
///
/// @param fileBytes how large the samples file is
/// @param footer the file's footer without its row groups, as Parquet writes it
/// @param rowGroups in the order of the file
record RowGroupIndex(long fileBytes, byte[] footer, List<IndexedRowGroup> rowGroups) {
  RowGroupIndex {
    rowGroups = List.copyOf(rowGroups);
  }
}
