package dev.firebucket.storage.compaction;

import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A folder for one task: sources are downloaded into it, files are written into it, and at the end
/// it is deleted.
final class Workshop implements AutoCloseable {
  private final ObjectStore store;
  private final Path folder;

  private Workshop(ObjectStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  static Workshop open(ObjectStore store, Path parent) throws IOException {
    Files.createDirectories(parent);
    return new Workshop(store, Files.createTempDirectory(parent, "firebucket-merge-"));
  }

  /// A path in the folder.
  Path file(String name) {
    return folder.resolve(name);
  }

  /// Local files of the sources, in their order: in place or downloaded.
  ///
  /// @throws NoSuchFileException when a source no longer exists: another compactor was faster
  List<Path> fetch(List<SourceObject> sources) throws IOException {
    return FanOut.map(
        IntStream.range(0, sources.size()).boxed().toList(),
        index -> fetch(sources.get(index).key(), file("source-" + index + ".parquet")));
  }

  private Path fetch(String key, Path target) throws IOException {
    Optional<Path> inPlace = store.localFile(key);
    if (inPlace.isPresent()) {
      return inPlace.get();
    }
    if (!store.download(key, target)) {
      throw new NoSuchFileException(key);
    }
    return target;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
