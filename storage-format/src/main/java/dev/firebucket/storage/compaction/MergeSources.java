package dev.firebucket.storage.compaction;

import dev.firebucket.storage.compaction.UnreadableSourceException.Unreadable;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.parquet.SamplesFileReader;
import dev.firebucket.storage.parquet.SharedNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The sources of a task as local files, as many as can be merged at once.
///
/// @param task the task that is left when only these are merged
/// @param readers one for each source, in their order
/// @param unreadable those of its sources that were found to be none
record MergeSources(
    CompactionTask task, List<SamplesFileReader> readers, List<Unreadable> unreadable) {
  MergeSources {
    readers = List.copyOf(readers);
    unreadable = List.copyOf(unreadable);
  }

  /// Fetches the sources, compares all of them with their checksums, and leaves out the later ones
  /// where a row group of each would not fit into memory.
  ///
  /// @throws UnreadableSourceException with all sources that are not readable samples files, where
  ///   the others are not a task
  /// @throws java.nio.file.NoSuchFileException when a source no longer exists
  static MergeSources open(CompactionTask task, Workshop workshop, long bytes) throws IOException {
    List<SourceObject> sources = task.sources();
    List<Path> files = workshop.fetch(sources);
    List<Unreadable> unreadable = Collections.synchronizedList(new ArrayList<>());
    List<SamplesFileReader> readers =
        FanOut.map(
                IntStream.range(0, files.size()).boxed().toList(),
                index -> open(sources.get(index), files.get(index), unreadable))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    CompactionTask sound =
        unreadable.isEmpty()
            ? task
            : task.without(keys(unreadable))
                .orElseThrow(() -> new UnreadableSourceException(unreadable));
    return fitting(sound, readers, unreadable, bytes);
  }

  private static Set<String> keys(List<Unreadable> unreadable) {
    return unreadable.stream().map(Unreadable::key).collect(Collectors.toSet());
  }

  private static MergeSources fitting(
      CompactionTask task,
      List<SamplesFileReader> readers,
      List<Unreadable> unreadable,
      long bytes) {
    int fitting = 0;
    for (long held = 0; fitting < readers.size(); fitting++) {
      held += readers.get(fitting).heldBytes();
      if (held > bytes && fitting >= task.leastSources()) {
        break;
      }
    }
    return new MergeSources(task.first(fitting), readers.subList(0, fitting), unreadable);
  }

  /// @param unreadable receives the source where it is none
  private static Optional<SamplesFileReader> open(
      SourceObject source, Path file, List<Unreadable> unreadable) throws IOException {
    try {
      // All that the merge will read: what it writes has checksums of its own.
      return Optional.of(
          SamplesFileReader.openWhole(
              file,
              source.format(),
              source.rows(),
              source.series().isPresent() ? Long.MAX_VALUE : source.rows()));
    } catch (BadBytesException e) {
      unreadable.add(Unreadable.of(source.key(), String.valueOf(e.getMessage())));
      return Optional.empty();
    } catch (IOException e) {
      throw UnreadableSourceException.orFault(source.key(), e);
    }
  }

  /// The sources from their beginnings, those with samples of a day.
  ///
  /// @param decoders where row groups are read and decoded
  List<SourceCursor> cursors(MergeTarget day, ExecutorService decoders) {
    List<SourceCursor> cursors = new ArrayList<>();
    SharedNames names = new SharedNames();
    for (int place = 0; place < readers.size(); place++) {
      SourceObject source = task.sources().get(place);
      if (source.firstMillis() < day.toMillis() && source.lastMillis() >= day.fromMillis()) {
        cursors.add(new SourceCursor(place, source, readers.get(place).again(), names, decoders));
      }
    }
    return cursors;
  }

  /// How many samples they hold.
  long rows() {
    return task.sources().stream().mapToLong(SourceObject::rows).sum();
  }

  /// The time of the oldest sample.
  long firstMillis() {
    return firstMillisFrom(Long.MIN_VALUE);
  }

  /// The oldest first sample of a source at or after a time, the greatest number where there is
  /// none.
  long firstMillisFrom(long millis) {
    return task.sources().stream()
        .mapToLong(SourceObject::firstMillis)
        .filter(first -> first >= millis)
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
