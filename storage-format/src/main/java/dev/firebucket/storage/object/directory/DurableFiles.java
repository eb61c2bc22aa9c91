package dev.firebucket.storage.object.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Makes sure that files and folders are on disk.
final class DurableFiles {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private DurableFiles() {}

  /// Creates a folder and those above it, and syncs each new name to disk.
  static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    if (parent != null) {
      forceDirectory(parent);
    }
  }

  /// Syncs the names in a folder to disk; Windows has no such operation.
  static void forceDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      // Deleted meanwhile: there is nothing to sync.
      return;
    }
  }

  /// Syncs the content of a file to disk.
  static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// The reason in words: the JDK's messages are often just the path.
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      case NotDirectoryException file -> "not a directory: " + file.getFile();
      case FileAlreadyExistsException taken -> "exists and is not a directory: " + taken.getFile();
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case FileSystemException other when other.getReason() != null ->
          other.getReason() + ": " + other.getFile();
      default -> String.valueOf(e.getMessage());
    };
  }
}
