package dev.firebucket.storage.read;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.parquet.SamplesFile;
import dev.firebucket.storage.parquet.SamplesFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a store held at one look, for many queries: a timer's run asks the store once, however much
/// it evaluates.
///
/// Samples can be added that the store does not have yet: later snapshots have them too, and they
/// win over those of the store. Thread-safe; close it when no snapshot of it is open.
public final class BucketView implements SnapshotSource, AutoCloseable {
  private final BucketReader reader;
  private final SeriesOfFiles series;
  private final List<UnstoredFile> unstored = new CopyOnWriteArrayList<>();
  private StoreListing listing;

  private BucketView(BucketReader reader, StoreListing listing) {
    this.reader = reader;
    this.series = reader.series();
    this.listing = listing;
  }

  static BucketView of(BucketReader reader) throws IOException {
    return new BucketView(reader, reader.list());
  }

  @Override
  public Snapshot open(long fromMillis, long toMillis) throws IOException {
    return BucketSnapshot.open(
        reader,
        series,
        new SeenFiles(fromMillis, toMillis),
        fromMillis,
        toMillis,
        List.copyOf(unstored));
  }

  /// The objects of the view in a range. Compaction deletes what it has merged after a while only;
  /// where that is over, the view looks at the store again, once for all snapshots that notice.
  private final class SeenFiles implements BucketSnapshot.View {
    private final long fromMillis;
    private final long toMillis;
    private StoreListing seen;

    SeenFiles(long fromMillis, long toMillis) {
      this.fromMillis = fromMillis;
      this.toMillis = toMillis;
      this.seen = current();
    }

    @Override
    public SnapshotObjects look() {
      return seen.within(fromMillis, toMillis);
    }

    @Override
    public SnapshotObjects lookAgain() throws IOException {
      seen = newerThan(seen);
      return look();
    }
  }

  private synchronized StoreListing current() {
    return listing;
  }

  private synchronized StoreListing newerThan(StoreListing seen) throws IOException {
    if (listing.equals(seen)) {
      listing = reader.listAgain();
    }
    return listing;
  }

  /// Lets snapshots that are opened from now on have these samples; the store does not learn of
  /// them.
  ///
  /// @throws IOException when there is no room on the disk
  public void add(List<SampleBatch> batches) throws IOException {
    if (batches.stream().allMatch(SampleBatch::isEmpty)) {
      return;
    }
    SamplesFile written = new SamplesFileWriter().write(batches);
    Path path = reader.localFiles().newFile();
    Files.write(path, written.bytes(), StandardOpenOption.CREATE_NEW);
    unstored.add(
        new UnstoredFile(
            path,
            written.firstMillis(),
            written.lastMillis(),
            written.rows(),
            written.bytes().length,
            FileSeries.of(series.index(), written.series())));
  }

  @Override
  public void close() {
    unstored.forEach(file -> reader.localFiles().discard(file.path()));
    unstored.clear();
  }
}
