package dev.firebucket.backfill.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Something to be imported.
public sealed interface ImportSource extends AutoCloseable
    permits TsdbSource, TextSource, ParquetSource {
  /// What it is, for people.
  String description();

  /// Its pieces, in the order in which they are imported.
  List<ImportPart> parts();

  @Override
  void close();

  /// Opens a folder of Prometheus' data or a block of it, a text of OpenMetrics, or a Parquet file.
  ///
  /// @throws UnknownSourceException when it is none of these
  /// @throws IOException when it is one and cannot be read
  static ImportSource open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return TsdbSource.open(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new UnknownSourceException(path + " does not exist");
    }
    return ParquetSource.is(path) ? ParquetSource.open(path) : TextSource.open(path);
  }

  /// A name for [ImportPart#id] of a file, another one after each change of the file.
  static String idOf(Path file) throws IOException {
    String words =
        "%s|%d|%d"
            .formatted(
                file.toAbsolutePath().normalize(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis());
    return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
