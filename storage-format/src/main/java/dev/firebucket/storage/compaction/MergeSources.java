package dev.firebucket.storage.compaction;

import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.parquet.SamplesFileReader;
import dev.firebucket.storage.parquet.SharedNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/// The sources of a task as local files, as many as can be merged at once.
///
/// @param task the task that is left when only these are merged
/// @param readers one for each source, in their order
record MergeSources(CompactionTask task, List<SamplesFileReader> readers) {
  MergeSources {
    readers = List.copyOf(readers);
  }

  /// Fetches the sources, reads their footers, and leaves out the later ones where a row group of
  /// each would not fit into memory.
  ///
  /// @throws UnreadableSourceException when a source is not a readable samples file
  /// @throws java.nio.file.NoSuchFileException when a source no longer exists
  static MergeSources open(CompactionTask task, Workshop workshop, long bytes) throws IOException {
    List<SourceObject> sources = task.sources();
    List<Path> files = workshop.fetch(sources);
    List<SamplesFileReader> readers =
        FanOut.map(
            IntStream.range(0, files.size()).boxed().toList(),
            index -> open(sources.get(index), files.get(index)));
    int fitting = 0;
    for (long held = 0; fitting < readers.size(); fitting++) {
      held += readers.get(fitting).heldBytes();
      if (held > bytes && fitting >= task.leastSources()) {
        break;
      }
    }
    return new MergeSources(task.first(fitting), readers.subList(0, fitting));
  }

  private static SamplesFileReader open(SourceObject source, Path file) throws IOException {
    try {
      // All that the merge will read: what it writes has checksums of its own.
      return SamplesFileReader.openWhole(
          file,
          source.format(),
          source.rows(),
          source.series().isPresent() ? Long.MAX_VALUE : source.rows());
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
