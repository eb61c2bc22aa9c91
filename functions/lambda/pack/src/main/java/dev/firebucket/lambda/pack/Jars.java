package dev.firebucket.lambda.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes jars that are the same bytes when their content is the same.
final class Jars {
  /// The first day that a zip can say.
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Jars() {}

  static void write(SortedMap<String, byte[]> entries, Path file) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (String name : entries.keySet()) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LONG_AGO);
        zip.putNextEntry(entry);
        zip.write(entries.get(name));
        zip.closeEntry();
      }
    }
  }
}
