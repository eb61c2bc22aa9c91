package dev.firebucket.storage.object.directory;

import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/// The files below a folder as objects, in order of keys. Symbolic links are followed, because
/// writers write through them.
final class DirectoryListing extends SimpleFileVisitor<Path> {
  private final Path root;
  private final String startAfter;
  private final List<ObjectSummary> found = new ArrayList<>();
  private int folders;

  private DirectoryListing(Path root, String startAfter) {
    this.root = root;
    this.startAfter = startAfter;
  }

  /// Lists a folder.
  ///
  /// @param startAfter only objects whose key sorts after it
  static DirectoryListing of(Path root, Path folder, String startAfter) throws IOException {
    DirectoryListing listing = new DirectoryListing(root, startAfter);
    if (isFolder(folder)) {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
      listing.found.sort(Comparator.comparing(ObjectSummary::key));
    }
    return listing;
  }

  /// @throws IOException when nobody can tell
  private static boolean isFolder(Path folder) throws IOException {
    try {
      return Files.readAttributes(folder, BasicFileAttributes.class).isDirectory();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// What was found, in order of keys.
  List<ObjectSummary> objects() {
    return List.copyOf(found);
  }

  /// Whether the folder contains no folders.
  boolean isFlat() {
    return folders <= 1;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    if (directory.endsWith(StagingArea.FOLDER)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    folders++;
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String key = root.relativize(file).toString().replace('\\', '/');
    if (attributes.isRegularFile() && key.compareTo(startAfter) > 0) {
      found.add(
          new ObjectSummary(key, attributes.size(), attributes.lastModifiedTime().toInstant()));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    // Deleted meanwhile, a dangling link, or a link to a folder above it.
    if (e instanceof NoSuchFileException || e instanceof FileSystemLoopException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
