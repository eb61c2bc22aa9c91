package dev.firebucket.storage.object.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/// The hidden folder where files are written before they appear under their key.
final class StagingArea {
  static final String FOLDER = ".staging";

  /// Older files were left behind by a process that was killed.
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;

  private StagingArea(Path folder) {
    this.folder = folder;
  }

  /// Opens the staging area of a store and deletes what killed processes left behind.
  static StagingArea open(Path root) throws IOException {
    Path folder = root.resolve(FOLDER);
    DurableFiles.createDirectories(folder);
    Instant abandoned = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        deleteIfOlder(file, abandoned);
      }
    }
    return new StagingArea(folder);
  }

  /// Makes sure that the store is where it was: a folder that is missing in it is missing, and not
  /// on a volume that is no longer mounted.
  ///
  /// @throws IOException when the store itself is gone, or cannot be looked at
  void requireStore() throws IOException {
    try {
      var _ = Files.readAttributes(folder, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "the store is no longer there: its folder '%s' is missing; mount the volume again, or move the directory back"
              .formatted(FOLDER),
          e);
    }
  }

  private static void deleteIfOlder(Path file, Instant limit) throws IOException {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Another process has just moved its file into place.
      return;
    }
  }

  /// A new file with these bytes, synced to disk.
  Path write(byte[] body) throws IOException {
    Path file = Files.createTempFile(folder, "", "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(body);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /// A copy of a file, synced to disk.
  Path copy(Path source) throws IOException {
    Path file = Files.createTempFile(folder, "", "");
    try {
      Files.copy(source, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      DurableFiles.forceFile(file);
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
