package dev.firebucket.storage.parquet;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Samples files as a source of rows in DuckDB's SQL, whichever formats they have.
///
/// Engines may replace one NaN by another: DuckDB's dictionary encoding keeps the first one it
/// meets. So nothing reads a stale marker from the bits of a value, except in files that have no
/// column `stale`.
///
/// @param files at least one
/// @param formats of the files, in the same order
public record SamplesSource(List<String> files, List<SamplesFormat> formats) {
  /// @throws IllegalArgumentException for no file, or for another number of formats than of files
  public SamplesSource {
    files = List.copyOf(files);
    formats = List.copyOf(formats);
    if (files.isEmpty() || files.size() != formats.size()) {
      throw new IllegalArgumentException(
          "%d files of %d formats".formatted(files.size(), formats.size()));
    }
  }

  /// Local files.
  public static SamplesSource of(List<Path> files, List<SamplesFormat> formats) {
    return new SamplesSource(files.stream().map(Path::toString).toList(), formats);
  }

  /// The rows: `read_parquet(['a.parquet', 'b.parquet'])`. Where formats differ, columns are
  /// matched by name, which opens all files first.
  public String rowsSql() {
    return files.stream()
        .map(SamplesSource::quoted)
        .collect(
            Collectors.joining(
                ", ", "read_parquet([", isMixed() ? "], union_by_name = true)" : "])"));
  }

  /// Whether a row is a stale marker: true if so, otherwise false or null.
  ///
  /// @param columns where the marker's NaN stands in files without the column `stale`: the value,
  ///   the sum of a histogram, or both
  public String staleSql(String... columns) {
    String byBits =
        Arrays.stream(columns)
            .map(SamplesSchema::staleMarkerSql)
            .collect(Collectors.joining(" OR "));
    if (isMixed()) {
      return "CASE WHEN file_index IN (%s) THEN %s ELSE %s END"
          .formatted(unmarked(), byBits, SamplesSchema.STALE);
    }
    return switch (formats.getFirst()) {
      case NAN_BITS -> "(" + byBits + ")";
      case STALE_COLUMN -> SamplesSchema.STALE;
    };
  }

  private boolean isMixed() {
    return formats.stream().distinct().count() > 1;
  }

  /// The places of the files that have no column `stale`.
  private String unmarked() {
    return IntStream.range(0, files.size())
        .filter(i -> formats.get(i) == SamplesFormat.NAN_BITS)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
