package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

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
public record RowGroupIndex(long fileBytes, byte[] footer, List<IndexedRowGroup> rowGroups) {
  private static final int BYTES_OF_AN_OBJECT = 200;

  public RowGroupIndex {
    rowGroups = List.copyOf(rowGroups);
  }

  /// The index that a samples file's own footer amounts to: it knows the series of a row group less
  /// exactly, and no checksums.
  ///
  /// @param footer without its length and the magic number
  /// @throws IOException when it is not a samples file's footer
  public static RowGroupIndex ofFooter(byte[] footer, long fileBytes) throws IOException {
    try {
      FileMetaData metadata = ParquetBytes.footer(footer);
      List<IndexedRowGroup> groups = new ArrayList<>();
      for (RowGroup group : metadata.getRow_groups()) {
        SeriesRange range = rangeOf(group);
        groups.add(FooterEntries.indexed(group, range.least(), range.greatest(), List.of()));
      }
      return new RowGroupIndex(fileBytes, FooterEntries.withoutRowGroups(metadata), groups);
    } catch (RuntimeException e) {
      throw new BadBytesException("a samples file has a broken footer: " + e.getMessage(), e);
    }
  }

  /// Any series where the footer does not say more.
  private static SeriesRange rangeOf(RowGroup group) throws IOException {
    Optional<Statistics> metrics = FooterEntries.bounds(group, SamplesSchema.METRIC);
    if (metrics.isEmpty()) {
      return new SeriesRange(new SeriesKey("", 0), SeriesKey.LAST);
    }
    String least = new String(metrics.get().getMin_value(), StandardCharsets.UTF_8);
    String greatest = new String(metrics.get().getMax_value(), StandardCharsets.UTF_8);
    Optional<Statistics> ids = FooterEntries.bounds(group, SamplesSchema.SERIES_ID);
    return ids.isPresent() && least.equals(greatest)
        ? new SeriesRange(
            new SeriesKey(least, FooterEntries.number(ids.get().getMin_value())),
            new SeriesKey(greatest, FooterEntries.number(ids.get().getMax_value())))
        : new SeriesRange(new SeriesKey(least, 0), new SeriesKey(greatest, -1));
  }

  /// The row groups that may have samples of some series in a time, both ends included.
  public BitSet holding(NavigableSet<SeriesKey> series, long fromMillis, long toMillis) {
    BitSet holding = in(fromMillis, toMillis);
    for (int i = holding.nextSetBit(0); i >= 0; i = holding.nextSetBit(i + 1)) {
      SeriesKey first = series.ceiling(rowGroups.get(i).least());
      if (first == null || first.compareTo(rowGroups.get(i).greatest()) > 0) {
        holding.clear(i);
      }
    }
    return holding;
  }

  /// The row groups that may have samples of some series in a time, both ends included.
  ///
  /// @param series null for all
  public BitSet wanted(@Nullable NavigableSet<SeriesKey> series, long fromMillis, long toMillis) {
    return series == null ? in(fromMillis, toMillis) : holding(series, fromMillis, toMillis);
  }

  /// The row groups with samples in a time, both ends included.
  public BitSet in(long fromMillis, long toMillis) {
    BitSet found = new BitSet(rowGroups.size());
    for (int i = 0; i < rowGroups.size(); i++) {
      IndexedRowGroup group = rowGroups.get(i);
      found.set(i, group.firstMillis() <= toMillis && group.lastMillis() >= fromMillis);
    }
    return found;
  }

  /// About how many bytes of memory it takes.
  public long weight() {
    long weight = footer.length;
    for (IndexedRowGroup group : rowGroups) {
      weight += group.entry().length + BYTES_OF_AN_OBJECT;
    }
    return weight;
  }
}
