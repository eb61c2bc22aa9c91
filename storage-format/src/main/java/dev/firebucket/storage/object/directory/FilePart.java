package dev.firebucket.storage.object.directory;

import dev.firebucket.storage.object.ObjectCutException;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectReplacedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// A part of a file.
final class FilePart {
  private FilePart() {}

  /// @throws ObjectCutException when the file ends before the last byte
  static Optional<ObjectPart> read(Path path, String key, long offset, int length, String version)
      throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      String found = version(path);
      if (!version.isEmpty() && !version.equals(found)) {
        throw new ObjectReplacedException(key, path.toString());
      }
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, offset + bytes.position()) < 0) {
          throw new ObjectCutException(key, path.toString());
        }
      }
      return Optional.of(new ObjectPart(bytes.array(), found));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Files are replaced by moving others into their place.
  private static String version(Path path) throws IOException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    return file.size() + "-" + file.lastModifiedTime().toMillis() + "-" + file.fileKey();
  }
}
