package dev.firebucket.storage.object.directory;

import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The files below a folder as objects, in order of keys.
final class DirectoryListing extends SimpleFileVisitor<Path> {
  private final Path root;
  private final String startAfter;
  private final List<ObjectSummary> found = new ArrayList<>();

  private DirectoryListing(Path root, String startAfter) {
    this.root = root;
    this.startAfter = startAfter;
  }

  static List<ObjectSummary> of(Path root, Path folder, String startAfter) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    DirectoryListing listing = new DirectoryListing(root, startAfter);
    Files.walkFileTree(folder, listing);
    listing.found.sort(Comparator.comparing(ObjectSummary::key));
    return List.copyOf(listing.found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    return directory.endsWith(StagingArea.FOLDER)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
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
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
