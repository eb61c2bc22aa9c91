package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of the read cache, and how it is known to be as it was written.
final class CachedFile {
  static final int MOST_CAUSES = 12;
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final long size;
  private final int checksum;

  /// When the file was last changed, as of the last comparison; null before the first.
  private @Nullable FileTime seen;

  private CachedFile(Path path, long size, int checksum, @Nullable FileTime seen) {
    this.path = path;
    this.size = size;
    this.checksum = checksum;
    this.seen = seen;
  }

  /// A file that an earlier process left.
  static CachedFile found(Path path, int checksum) throws IOException {
    return new CachedFile(path, Files.size(path), checksum, null);
  }

  /// A file that was just written.
  static CachedFile written(Path path, int checksum) throws IOException {
    return new CachedFile(path, Files.size(path), checksum, Files.getLastModifiedTime(path));
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /// Whether it is there and as it was written. Read whole only where it may have changed.
  ///
  /// @throws IOException when that cannot be found out: too many open files are no damage
  synchronized boolean isWhole() throws IOException {
    try {
      FileTime changed = Files.getLastModifiedTime(path);
      if (Files.size(path) != size) {
        return false;
      }
      if (!changed.equals(seen)) {
        if (checksum(path) != checksum) {
          return false;
        }
        seen = changed;
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  static int checksum(Path path) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      while (file.read(chunk) >= 0) {
        checksum.update(chunk.flip());
        chunk.clear();
      }
    }
    return (int) checksum.getValue();
  }
}
