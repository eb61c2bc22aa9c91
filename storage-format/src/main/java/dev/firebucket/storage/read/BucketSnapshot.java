package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.object.FanOut;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A view of a store. Objects that compaction removes under its hands make it look again: a newer
/// view holds the same samples in other files.
final class BucketSnapshot implements Snapshot {
  private static final int LOOKS = 3;

  private final BucketReader reader;
  private final long fromMillis;
  private final long toMillis;
  private final List<String> acquired = new ArrayList<>();
  private List<StoredFile> files;

  BucketSnapshot(BucketReader reader, long fromMillis, long toMillis, List<StoredFile> files) {
    this.reader = reader;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.files = files;
  }

  @Override
  public synchronized List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException {
    BitSet candidates = new BitSet();
    for (FileSeries one : looking(reader::seriesOf)) {
      one.addTo(candidates, fromMillis, toMillis);
    }
    return reader.index().select(candidates, matchers);
  }

  @Override
  public synchronized List<SampleFile> files(long from, long to) throws IOException {
    return looking(
        found ->
            FanOut.map(
                found.stream().filter(file -> file.overlaps(from, to)).toList(), this::local));
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
          return outlines;
        });
  }

  private SampleFile local(StoredFile file) throws IOException {
    Path path =
        reader
            .localFiles()
            .acquire(file.key())
            .orElseThrow(() -> new ObjectGoneException(file.key()));
    synchronized (acquired) {
      acquired.add(file.key());
    }
    return new SampleFile(
        path,
        file.format(),
        file.firstMillis(),
        file.lastMillis(),
        file.rows(),
        reader.seriesOf(file));
  }

  /// Does something to the files of the view, once more with a newer view where one has gone.
  private <T> T looking(FanOut.Step<List<StoredFile>, T> step) throws IOException {
    for (int look = 1; ; look++) {
      try {
        return step.apply(files);
      } catch (ObjectGoneException | NoSuchFileException e) {
        if (look == LOOKS) {
          throw e;
        }
        files = reader.view(fromMillis, toMillis);
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
