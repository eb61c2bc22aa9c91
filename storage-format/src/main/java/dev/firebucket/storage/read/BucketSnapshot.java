package dev.firebucket.storage.read;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.object.FanOut;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A view of a store. If compaction deletes an object of the view, it looks again: a newer view has
/// the same samples in other files.
final class BucketSnapshot implements Snapshot {
  private static final int LOOKS = 3;

  private final BucketReader reader;
  private final View view;
  private final long fromMillis;
  private final long toMillis;
  private final List<String> acquired = new ArrayList<>();
  private final List<UnstoredFile> unstored;
  private SnapshotObjects objects;

  /// What the store holds.
  @FunctionalInterface
  interface View {
    /// The objects of the view, as of now.
    SnapshotObjects look() throws IOException;

    /// The same after an object was found to be gone.
    default SnapshotObjects lookAgain() throws IOException {
      return look();
    }
  }

  private BucketSnapshot(
      BucketReader reader,
      View view,
      long fromMillis,
      long toMillis,
      List<UnstoredFile> unstored,
      SnapshotObjects objects) {
    this.reader = reader;
    this.view = view;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.unstored = unstored.stream().filter(file -> file.overlaps(fromMillis, toMillis)).toList();
    this.objects = objects;
  }

  /// @param unstored what the store does not have yet; it wins
  static BucketSnapshot open(
      BucketReader reader, View view, long fromMillis, long toMillis, List<UnstoredFile> unstored)
      throws IOException {
    return new BucketSnapshot(reader, view, fromMillis, toMillis, unstored, view.look());
  }

  @Override
  public synchronized List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException {
    BitSet candidates = new BitSet();
    for (FileSeries one : looking(reader::seriesOf)) {
      one.addTo(candidates, fromMillis, toMillis);
    }
    unstored.forEach(file -> file.series().addTo(candidates, fromMillis, toMillis));
    return reader.index().select(candidates, matchers);
  }

  @Override
  public List<SampleFile> files(long from, long to) throws IOException {
    return files(from, to, held -> true);
  }

  @Override
  public List<SampleFile> files(long from, long to, List<StoredSeries> wanted) throws IOException {
    BitSet numbers = new BitSet();
    wanted.forEach(one -> numbers.set(one.arrival()));
    return files(from, to, held -> held.holdsAny(numbers));
  }

  private synchronized List<SampleFile> files(long from, long to, Predicate<FileSeries> worth)
      throws IOException {
    List<SampleFile> files = new ArrayList<>(looking(found -> localOf(found, from, to, worth)));
    for (UnstoredFile file : unstored) {
      if (file.overlaps(from, to) && worth.test(file.series())) {
        files.add(file.file());
      }
    }
    return files;
  }

  private List<SampleFile> localOf(
      List<StoredFile> found, long from, long to, Predicate<FileSeries> worth) throws IOException {
    List<StoredFile> wanted = new ArrayList<>();
    for (StoredFile file : found) {
      if (file.overlaps(from, to) && worth.test(reader.seriesOf(file))) {
        wanted.add(file);
      }
    }
    return FanOut.map(wanted, this::local);
  }

  @Override
  public synchronized List<FileOutline> outlines(long from, long to) throws IOException {
    return looking(
        found -> {
          List<FileOutline> outlines = new ArrayList<>();
          for (StoredFile file : found) {
            if (file.overlaps(from, to)) {
              outlines.add(
                  new FileOutline(
                      reader.addressOf(file),
                      file.firstMillis(),
                      file.lastMillis(),
                      file.rows(),
                      file.bytes(),
                      reader.seriesOf(file)));
            }
          }
          for (UnstoredFile file : unstored) {
            if (file.overlaps(from, to)) {
              outlines.add(file.outline());
            }
          }
          return outlines;
        });
  }

  @Override
  public synchronized SnapshotObjects objects(List<List<LabelMatcher>> sets) throws IOException {
    if (sets.isEmpty()) {
      return objects;
    }
    return looking(
        found -> {
          List<StoredFile> matching = new ArrayList<>();
          for (StoredFile file : found) {
            if (holdsAny(file, sets)) {
              matching.add(file);
            }
          }
          return new SnapshotObjects(objects.version(), matching);
        });
  }

  private boolean holdsAny(StoredFile file, List<List<LabelMatcher>> sets) throws IOException {
    BitSet held = new BitSet();
    reader.seriesOf(file).addTo(held, fromMillis, toMillis);
    return sets.stream().anyMatch(set -> !reader.index().select(held, set).isEmpty());
  }

  @Override
  public synchronized List<LocalCopy> copies() throws IOException {
    return looking(found -> FanOut.map(found, this::copy));
  }

  private LocalCopy copy(StoredFile file) throws IOException {
    Path samples = acquire(file.key());
    Path series =
        file.compacted() ? acquireIfThere(StorageLayout.seriesKey(file.key())).orElse(null) : null;
    return new LocalCopy(file, samples, series);
  }

  private Path acquire(String key) throws IOException {
    return acquireIfThere(key).orElseThrow(() -> new ObjectGoneException(key));
  }

  private Optional<Path> acquireIfThere(String key) throws IOException {
    Optional<Path> path = reader.localFiles().acquire(key);
    if (path.isPresent()) {
      synchronized (acquired) {
        acquired.add(key);
      }
    }
    return path;
  }

  private SampleFile local(StoredFile file) throws IOException {
    return new SampleFile(
        acquire(file.key()),
        file.format(),
        file.firstMillis(),
        file.lastMillis(),
        file.rows(),
        reader.seriesOf(file));
  }

  /// Runs a step over the files of the view, and again with a newer view if a file is gone.
  private <T> T looking(FanOut.Step<List<StoredFile>, T> step) throws IOException {
    for (int look = 1; ; look++) {
      try {
        return step.apply(objects.files());
      } catch (ObjectGoneException | NoSuchFileException e) {
        if (look == LOOKS) {
          throw e;
        }
        objects = view.lookAgain();
      }
    }
  }

  @Override
  public void close() {
    synchronized (acquired) {
      acquired.forEach(reader.localFiles()::release);
      acquired.clear();
    }
  }
}
