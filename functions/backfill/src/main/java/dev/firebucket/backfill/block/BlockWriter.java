package dev.firebucket.backfill.block;

import dev.firebucket.backfill.chunk.ChunkEncoding;
import dev.firebucket.backfill.chunk.FloatHistogramChunk;
import dev.firebucket.backfill.chunk.XorChunk;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a block that Prometheus reads: floats in XOR chunks, native histograms as histograms of
/// doubles.
///
/// It grows in a folder that Prometheus ignores, and gets its name when it is whole.
public final class BlockWriter implements TsdbBlock.SeriesSink, Closeable {
  /// As many as Prometheus aims at: a reader decodes whole chunks.
  private static final int CHUNK_SAMPLES = 120;

  private static final String UNFINISHED = ".tmp-for-creation";

  private final Path target;
  private final Path folder;
  private final String ulid;
  private final IndexFileWriter index;
  private final ChunkFilesWriter chunks;
  private final List<ChunkPlace> places = new ArrayList<>();
  private @Nullable LabelSet labels;
  private @Nullable Open open;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long seriesLastMillis;
  private long series;
  private long floats;
  private long histograms;
  private long chunkCount;

  /// A chunk that still takes samples.
  private sealed interface Open {
    record Floats(XorChunk chunk, long firstMillis) implements Open {}

    record Histograms(FloatHistogramChunk chunk, long firstMillis) implements Open {}
  }

  private BlockWriter(
      Path target, Path folder, String ulid, IndexFileWriter index, ChunkFilesWriter chunks) {
    this.target = target;
    this.folder = folder;
    this.ulid = ulid;
    this.index = index;
    this.chunks = chunks;
  }

  /// @param parent folder of all blocks
  /// @param ulid name of the block
  /// @param texts every label name and value of the series that follow
  public static BlockWriter create(Path parent, String ulid, Collection<String> texts)
      throws IOException {
    Path folder = parent.resolve(ulid + UNFINISHED);
    Files.createDirectories(folder);
    IndexFileWriter index = IndexFileWriter.create(folder.resolve("index"), texts);
    try {
      return new BlockWriter(
          parent.resolve(ulid),
          folder,
          ulid,
          index,
          ChunkFilesWriter.create(folder.resolve("chunks")));
    } catch (IOException e) {
      index.close();
      throw e;
    }
  }

  @Override
  public void series(LabelSet next) throws IOException {
    endSeries();
    labels = next;
  }

  @Override
  public void value(long millis, double value) throws IOException {
    if (!(open instanceof Open.Floats floatsOpen) || floatsOpen.chunk().count() == CHUNK_SAMPLES) {
      endChunk();
      open = new Open.Floats(new XorChunk(), millis);
    }
    if (open instanceof Open.Floats into) {
      into.chunk().append(millis, value);
    }
    floats++;
    note(millis);
  }

  @Override
  public void histogram(long millis, FloatHistogram histogram) throws IOException {
    if (!(open instanceof Open.Histograms histogramsOpen)
        || histogramsOpen.chunk().count() == CHUNK_SAMPLES
        || !histogramsOpen.chunk().accepts(histogram)) {
      endChunk();
      open = new Open.Histograms(new FloatHistogramChunk(), millis);
    }
    if (open instanceof Open.Histograms into) {
      into.chunk().append(millis, histogram);
    }
    histograms++;
    note(millis);
  }

  private void note(long millis) {
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
    seriesLastMillis = millis;
  }

  private void endChunk() throws IOException {
    Open ended = open;
    if (ended == null) {
      return;
    }
    open = null;
    chunkCount++;
    places.add(
        switch (ended) {
          case Open.Floats(XorChunk chunk, long first) ->
              new ChunkPlace(
                  first, seriesLastMillis, chunks.write(ChunkEncoding.XOR, chunk.toByteArray()));
          case Open.Histograms(FloatHistogramChunk chunk, long first) ->
              new ChunkPlace(
                  first,
                  seriesLastMillis,
                  chunks.write(ChunkEncoding.FLOAT_HISTOGRAM, chunk.toByteArray()));
        });
  }

  private void endSeries() throws IOException {
    endChunk();
    if (labels != null && !places.isEmpty()) {
      index.series(labels, places);
      series++;
    }
    places.clear();
  }

  /// Ends the block and gives it its name; empty, and nothing is kept, where there was no sample.
  public Optional<BlockMeta> finish() throws IOException {
    endSeries();
    if (series == 0) {
      return Optional.empty();
    }
    index.finish();
    index.close();
    chunks.close();
    BlockMeta meta =
        new BlockMeta(ulid, firstMillis, lastMillis + 1, series, floats + histograms, chunkCount);
    meta.write(folder, floats);
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    return Optional.of(meta);
  }

  /// What was not finished is removed.
  @Override
  public void close() throws IOException {
    index.close();
    chunks.close();
    if (Files.exists(folder)) {
      ScratchFolder.delete(folder);
    }
  }
}
