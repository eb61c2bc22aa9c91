package dev.firebucket.backfill.exporting;

import dev.firebucket.backfill.block.BlockMeta;
import dev.firebucket.backfill.block.BlockWriter;
import dev.firebucket.backfill.block.Ulid;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.sql.OrderedSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A block of Prometheus' TSDB per day, with everything: stale markers and native histograms too.
public final class BlockTarget implements ExportTarget {
  private final Path folder;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final List<String> blocks = new ArrayList<>();
  private @Nullable BlockWriter open;
  private long samples;
  private long series;

  /// @param folder gets a folder per block
  /// @param clock names blocks
  /// @param random makes names differ
  public BlockTarget(Path folder, InstantSource clock, RandomGenerator random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public OrderedSamples.Sink begin(List<LabelSet> all) throws IOException {
    Set<String> texts = new HashSet<>();
    for (LabelSet labels : all) {
      labels.forEach(
          (name, value) -> {
            texts.add(name);
            texts.add(value);
          });
    }
    BlockWriter block = BlockWriter.create(folder, Ulid.of(clock.millis(), random), texts);
    open = block;
    return new OrderedSamples.Sink() {
      @Override
      public void series(LabelSet labels) throws IOException {
        block.series(labels);
      }

      @Override
      public void value(long millis, double value) throws IOException {
        block.value(millis, value);
      }

      @Override
      public void histogram(long millis, FloatHistogram histogram) throws IOException {
        block.histogram(millis, histogram);
      }
    };
  }

  @Override
  public void endDay() throws IOException {
    BlockWriter block = open;
    if (block == null) {
      return;
    }
    open = null;
    try (block) {
      Optional<BlockMeta> meta = block.finish();
      meta.ifPresent(
          written -> {
            blocks.add(written.ulid());
            samples += written.samples();
            series += written.series();
          });
    }
  }

  @Override
  public ExportReport finish() {
    return new ExportReport(samples, series, 0, 0, blocks);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}
