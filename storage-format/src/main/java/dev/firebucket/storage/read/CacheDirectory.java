package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder that one process uses alone and the next process finds again.
final class CacheDirectory implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final FileChannel channel;

  private CacheDirectory(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes the folder for a store below `parent`, or another one if a running process has it.
  static CacheDirectory open(Path parent, String location) throws IOException {
    String name = Integer.toHexString(location.hashCode());
    for (int i = 0; ; i++) {
      CacheDirectory taken = take(parent.resolve(name + (i == 0 ? "" : "-" + i)));
      if (taken != null) {
        return taken;
      }
    }
  }

  private static @Nullable CacheDirectory take(Path folder) throws IOException {
    createPrivate(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new CacheDirectory(folder, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Taken by another bucket of this process.
      channel.close();
      return null;
    }
    channel.close();
    return null;
  }

  /// Samples are nobody else's to read.
  private static void createPrivate(Path folder) throws IOException {
    if (!Files.getFileStore(existing(folder)).supportsFileAttributeView("posix")) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    if (!Files.isWritable(folder)) {
      throw new IOException(
          "the folder %s of the read cache belongs to another user (%s); set java.io.tmpdir to a folder of your own"
              .formatted(folder, Files.getOwner(folder)));
    }
    Files.setPosixFilePermissions(folder, PRIVATE);
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  Path folder() {
    return folder;
  }

  static boolean isLock(Path file) {
    return file.endsWith(LOCK);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
