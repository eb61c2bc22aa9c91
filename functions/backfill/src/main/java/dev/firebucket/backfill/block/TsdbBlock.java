package dev.firebucket.backfill.block;

import dev.firebucket.backfill.chunk.PointSink;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A block of Prometheus' TSDB, read as it lies on disk: `meta.json`, `index`, `chunks/` and
/// `tombstones`. Nothing is written.
public final class TsdbBlock implements Closeable {
  private final BlockMeta meta;
  private final IndexFile index;
  private final ChunkFiles chunks;
  private final Tombstones tombstones;

  private TsdbBlock(BlockMeta meta, IndexFile index, ChunkFiles chunks, Tombstones tombstones) {
    this.meta = meta;
    this.index = index;
    this.chunks = chunks;
    this.tombstones = tombstones;
  }

  /// Takes the samples of a block.
  public interface SeriesSink extends PointSink {
    /// A series begins: the samples that follow are its own. Series come in order of labels; one
    /// without samples in the range is not named.
    void series(LabelSet labels) throws IOException;
  }

  /// Whether a folder is a block.
  public static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(BlockMeta.FILE))
        && Files.isRegularFile(folder.resolve("index"));
  }

  /// @throws IOException when a file is missing, damaged or of a version that cannot be read; the
  ///   message names it
  public static TsdbBlock open(Path folder) throws IOException {
    BlockMeta meta = BlockMeta.read(folder);
    Tombstones tombstones = Tombstones.read(folder.resolve("tombstones"));
    IndexFile index = IndexFile.open(folder.resolve("index"));
    try {
      return new TsdbBlock(meta, index, ChunkFiles.open(folder.resolve("chunks")), tombstones);
    } catch (IOException e) {
      index.close();
      throw e;
    }
  }

  public BlockMeta meta() {
    return meta;
  }

  /// How many series its index has.
  public int seriesCount() {
    return index.size();
  }

  /// Gives all samples of a range that are not deleted; chunks outside of it are not touched.
  ///
  /// @param fromMillis first time
  /// @param toMillis last time
  public void read(long fromMillis, long toMillis, SeriesSink sink) throws IOException {
    for (int i = 0; i < index.size(); i++) {
      IndexFile.Entry series = index.entry(i);
      RangeSink wanted = new RangeSink(series, fromMillis, toMillis, sink);
      for (ChunkPlace chunk : series.chunks()) {
        if (chunk.overlaps(fromMillis, toMillis)) {
          chunks.read(chunk, wanted);
        }
      }
    }
  }

  /// Lets through what is wanted of a series.
  private final class RangeSink implements PointSink {
    private final IndexFile.Entry series;
    private final long fromMillis;
    private final long toMillis;
    private final SeriesSink sink;
    private boolean begun;

    RangeSink(IndexFile.Entry series, long fromMillis, long toMillis, SeriesSink sink) {
      this.series = series;
      this.fromMillis = fromMillis;
      this.toMillis = toMillis;
      this.sink = sink;
    }

    private boolean isWanted(long millis) throws IOException {
      if (millis < fromMillis
          || millis > toMillis
          || tombstones.cover(series.reference(), millis)) {
        return false;
      }
      if (!begun) {
        sink.series(series.labels());
        begun = true;
      }
      return true;
    }

    @Override
    public void value(long millis, double value) throws IOException {
      if (isWanted(millis)) {
        sink.value(millis, value);
      }
    }

    @Override
    public void histogram(long millis, FloatHistogram histogram) throws IOException {
      if (isWanted(millis)) {
        sink.histogram(millis, histogram);
      }
    }
  }

  @Override
  public void close() {
    index.close();
    chunks.close();
  }
}
