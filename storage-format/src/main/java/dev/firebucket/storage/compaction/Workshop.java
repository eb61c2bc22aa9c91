package dev.firebucket.storage.compaction;

import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for one task: sources are downloaded into it, files are written into it, and at the end
/// it is deleted. What a process left that ended in the middle of a task is deleted by the next
/// one.
final class Workshop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
  private static final String PREFIX = "firebucket-merge-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(?:(\\d{1,9})-)?.+");

  /// No task takes as long.
  private static final Duration LONGEST_USE = Duration.ofDays(1);

  private final ObjectStore store;
  private final Path folder;

  private Workshop(ObjectStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  static Workshop open(ObjectStore store, Path parent) throws IOException {
    Files.createDirectories(parent);
    deleteLeft(parent);
    String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    return new Workshop(store, Files.createTempDirectory(parent, prefix));
  }

  private static void deleteLeft(Path parent) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : found) {
        if (isLeft(folder)) {
          ScratchFolder.delete(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another's folder, or one that another process is deleting.
      LOG.warn("folders of former merges in {} are left: {}", parent, e.toString());
    }
  }

  /// Those of former versions do not say whose they are.
  private static boolean isLeft(Path folder) throws IOException {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String process = name.group(1);
    return (process != null && ProcessHandle.of(Long.parseLong(process)).isEmpty())
        || Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(LONGEST_USE));
  }

  /// How many bytes the disk has room for.
  long room() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
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
    ScratchFolder.delete(folder);
  }
}
