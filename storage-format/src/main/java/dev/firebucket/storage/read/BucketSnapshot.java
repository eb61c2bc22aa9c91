package dev.firebucket.storage.read;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.parquet.SeriesFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A view of a store. If compaction deletes an object of the view, it looks again: a newer view has
/// the same samples in other files.
final class BucketSnapshot implements Snapshot {
  private static final int LOOKS = 3;

  private final BucketReader reader;
  private final SeriesOfFiles seriesOfFiles;
  private final View view;
  private final long fromMillis;
  private final long toMillis;
  private final List<LocalFiles.Opened> acquired = new ArrayList<>();
  private final List<UnstoredFile> unstored;
  private final Map<String, StoredFile> known = new ConcurrentHashMap<>();
  private SnapshotObjects objects;
  private DamageLog damages = new DamageLog();

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
      SeriesOfFiles seriesOfFiles,
      View view,
      long fromMillis,
      long toMillis,
      List<UnstoredFile> unstored,
      SnapshotObjects objects) {
    this.reader = reader;
    this.seriesOfFiles = seriesOfFiles;
    this.view = view;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.unstored = unstored.stream().filter(file -> file.overlaps(fromMillis, toMillis)).toList();
    this.objects = objects;
  }

  static BucketSnapshot open(BucketReader reader, View view, long fromMillis, long toMillis)
      throws IOException {
    return open(reader, reader.series(), view, fromMillis, toMillis, List.of());
  }

  /// @param seriesOfFiles numbers the series of `unstored` too
  /// @param unstored what the store does not have yet; it wins
  static BucketSnapshot open(
      BucketReader reader,
      SeriesOfFiles seriesOfFiles,
      View view,
      long fromMillis,
      long toMillis,
      List<UnstoredFile> unstored)
      throws IOException {
    return new BucketSnapshot(
        reader, seriesOfFiles, view, fromMillis, toMillis, unstored, view.look());
  }

  @Override
  public synchronized Snapshot leavingOut(DamageLog damaged) {
    damages = damaged;
    return this;
  }

  @Override
  public synchronized List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException {
    Set<String> metrics = metrics(List.of(matchers));
    BitSet candidates = new BitSet();
    for (KnownSeries one : looking(found -> seriesOfFiles.of(found, metrics, damages))) {
      one.addTo(candidates, fromMillis, toMillis);
    }
    unstored.forEach(file -> file.series().addTo(candidates, fromMillis, toMillis));
    return seriesOfFiles.index().select(candidates, matchers);
  }

  /// The metrics that sets of matchers name; none where any of them may match any metric.
  private static Set<String> metrics(List<List<LabelMatcher>> sets) {
    Set<String> metrics = new HashSet<>();
    for (List<LabelMatcher> set : sets) {
      Optional<LabelMatcher> name = set.stream().filter(SeriesIndex::namesMetric).findFirst();
      if (name.isEmpty()) {
        return Set.of();
      }
      metrics.add(name.get().value());
    }
    return metrics;
  }

  @Override
  public synchronized List<FileOutline> outlines(long from, long to) throws IOException {
    return outlines(from, to, Set.of(), WantedRows.ALL.between(from, to), new BitSet());
  }

  @Override
  public synchronized List<FileOutline> outlines(long from, long to, List<StoredSeries> wanted)
      throws IOException {
    BitSet numbers = new BitSet();
    Set<String> metrics = new HashSet<>();
    for (StoredSeries one : wanted) {
      numbers.set(one.arrival());
      metrics.add(one.labels().metricName());
    }
    return wanted.isEmpty()
        ? List.of()
        : outlines(from, to, metrics, WantedRows.of(wanted), numbers);
  }

  /// @param numbers of the series that are wanted; none for all
  private List<FileOutline> outlines(
      long from, long to, Set<String> metrics, WantedRows rows, BitSet numbers) throws IOException {
    return looking(
        all -> {
          List<StoredFile> files = all.stream().filter(file -> file.overlaps(from, to)).toList();
          List<KnownSeries> series = seriesOfFiles.of(files, metrics, damages);
          List<Integer> holding =
              IntStream.range(0, files.size())
                  .filter(i -> numbers.isEmpty() || series.get(i).holdsAny(numbers))
                  .boxed()
                  .toList();
          List<FileOutline> outlines =
              new ArrayList<>(
                  EachFile.of(
                      holding,
                      i -> outline(files.get(i), series.get(i), rows, numbers.cardinality())));
          for (UnstoredFile file : unstored) {
            if (file.overlaps(from, to) && (numbers.isEmpty() || file.series().holdsAny(numbers))) {
              outlines.add(file.outline());
            }
          }
          return outlines;
        });
  }

  private FileOutline outline(StoredFile file, KnownSeries series, WantedRows rows, int wanted)
      throws IOException {
    known.put(file.key(), file);
    double share = wanted == 0 ? 1 : Math.min(1, (double) wanted / Math.max(1, series.count()));
    return new FileOutline(
        file.key(),
        reader.addressOf(file),
        file.format(),
        file.firstMillis(),
        file.lastMillis(),
        file.rows(),
        file.bytes(),
        series,
        reader.localFiles().reading(file, rows, share));
  }

  @Override
  public OpenFiles open(List<FileOutline> files, WantedRows wanted) throws IOException {
    List<LocalFiles.Opened> opened = Collections.synchronizedList(new ArrayList<>());
    boolean done = false;
    try {
      OpenFiles all =
          new OpenFiles(
              files,
              EachFile.of(
                  files,
                  file -> {
                    LocalFiles.Opened one = open(file.key(), wanted);
                    opened.add(one);
                    return one;
                  }));
      done = true;
      return all;
    } catch (ObjectGoneException e) {
      lookAgain(e.key());
      throw e;
    } catch (NoSuchFileException e) {
      lookAgain("");
      throw e;
    } finally {
      if (!done) {
        opened.forEach(LocalFiles.Opened::close);
      }
    }
  }

  /// @param key of what is gone; empty where that is unknown
  private synchronized void lookAgain(String key) throws IOException {
    if (!key.isEmpty()) {
      reader.requireReach(key);
    }
    objects = view.lookAgain();
  }

  private LocalFiles.Opened open(String key, WantedRows wanted) throws IOException {
    StoredFile file = known.get(key);
    return file == null
        ? LocalFiles.Opened.inPlace(Path.of(key))
        : reader.localFiles().open(file, wanted).orElseThrow(() -> new ObjectGoneException(key));
  }

  @Override
  public synchronized SnapshotObjects objects(List<List<LabelMatcher>> sets) throws IOException {
    if (sets.isEmpty()) {
      return objects;
    }
    Set<String> metrics = metrics(sets);
    return looking(
        found -> {
          List<KnownSeries> series = seriesOfFiles.of(found, metrics, damages);
          List<StoredFile> matching = new ArrayList<>();
          for (int i = 0; i < found.size(); i++) {
            if (holdsAny(series.get(i), sets)) {
              matching.add(found.get(i));
            }
          }
          return new SnapshotObjects(objects.version(), matching);
        });
  }

  private boolean holdsAny(KnownSeries series, List<List<LabelMatcher>> sets) {
    BitSet held = new BitSet();
    series.addTo(held, fromMillis, toMillis);
    return sets.stream().anyMatch(set -> !seriesOfFiles.index().select(held, set).isEmpty());
  }

  @Override
  public synchronized List<LocalCopy> copies() throws IOException {
    return looking(found -> EachFile.of(found, this::copy));
  }

  private LocalCopy copy(StoredFile file) throws IOException {
    Path samples =
        held(reader.localFiles().acquireWhole(file))
            .orElseThrow(() -> new ObjectGoneException(file.key()));
    return new LocalCopy(file, samples, file.compacted() ? seriesCopy(file) : null);
  }

  private @Nullable Path seriesCopy(StoredFile file) throws IOException {
    String key = StorageLayout.seriesKey(file.key());
    try {
      Path path = held(reader.localFiles().acquireSeries(key)).orElse(null);
      if (path != null) {
        SeriesFile.requireWhole(path);
      }
      return path;
    } catch (NoSuchFileException e) {
      return null;
    } catch (BadBytesException e) {
      DamagedObjectException.of(key, e).damages().forEach(damages::avoid);
      return null;
    }
  }

  private Optional<Path> held(Optional<LocalFiles.Opened> opened) {
    if (opened.isPresent()) {
      synchronized (acquired) {
        acquired.add(opened.get());
      }
    }
    return opened.map(LocalFiles.Opened::path);
  }

  /// Runs a step over the files of the view, and again with a newer view if a file is gone. What
  /// newer views list and is gone all the same is damaged.
  private <T> T looking(FanOut.Step<List<StoredFile>, T> step) throws IOException {
    String gone = "";
    for (int look = 1; ; look++) {
      try {
        return step.apply(sound());
      } catch (ObjectGoneException e) {
        lookAgain(e.key());
        if (look == LOOKS) {
          throw e.key().equals(gone) ? e.asDamage() : e;
        }
        gone = e.key();
      }
    }
  }

  private List<StoredFile> sound() {
    Set<String> leftOut = damages.leftOut();
    return leftOut.isEmpty()
        ? objects.files()
        : objects.files().stream().filter(file -> !leftOut.contains(file.key())).toList();
  }

  @Override
  public void close() {
    synchronized (acquired) {
      acquired.forEach(LocalFiles.Opened::close);
      acquired.clear();
    }
  }
}
