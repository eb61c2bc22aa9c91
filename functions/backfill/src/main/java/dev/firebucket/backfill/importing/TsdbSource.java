package dev.firebucket.backfill.importing;

import dev.firebucket.backfill.SampleSink;
import dev.firebucket.backfill.block.BlockMeta;
import dev.firebucket.backfill.block.TsdbBlock;
import dev.firebucket.backfill.wal.HeadLog;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder of Prometheus' data: its blocks, oldest first, then what is in no block yet.
///
/// A block is read day by day, so that compaction finds objects of one day each. The log is read
/// again each time: it grows.
final class TsdbSource implements ImportSource {
  private static final long DAY_MILLIS = 86_400_000;

  private final Path folder;
  private final List<Path> blocks;
  private final List<ImportPart> parts;

  private TsdbSource(Path folder, List<Path> blocks, List<ImportPart> parts) {
    this.folder = folder;
    this.blocks = List.copyOf(blocks);
    this.parts = List.copyOf(parts);
  }

  static TsdbSource open(Path folder) throws IOException {
    if (TsdbBlock.is(folder)) {
      return new TsdbSource(folder, List.of(folder), days(folder, BlockMeta.read(folder)));
    }
    List<Path> blocks;
    try (Stream<Path> children = Files.list(folder)) {
      blocks = children.filter(TsdbBlock::is).toList();
    }
    List<Block> byTime = new ArrayList<>();
    for (Path block : blocks) {
      byTime.add(new Block(block, BlockMeta.read(block)));
    }
    byTime.sort(Comparator.comparingLong(block -> block.meta().minMillis()));
    List<ImportPart> parts = new ArrayList<>();
    for (Block block : byTime) {
      parts.addAll(days(block.folder(), block.meta()));
    }
    HeadLog log = HeadLog.of(folder);
    if (log.bytes() > 0) {
      long after =
          byTime.stream().mapToLong(block -> block.meta().maxMillis()).max().orElse(Long.MIN_VALUE);
      parts.add(new ImportPart(Optional.empty(), log.bytes(), sink -> log.read(after, sink)));
    }
    if (parts.isEmpty()) {
      throw new UnknownSourceException(
          folder + " is no folder of Prometheus' data: there is neither a block nor 'wal'");
    }
    return new TsdbSource(folder, blocks, parts);
  }

  private record Block(Path folder, BlockMeta meta) {}

  private static List<ImportPart> days(Path folder, BlockMeta meta) throws IOException {
    LocalDate first = day(meta.minMillis());
    List<LocalDate> days = first.datesUntil(day(meta.maxMillis() - 1).plusDays(1)).toList();
    long bytes = bytes(folder) / Math.max(1, days.size());
    return days.stream()
        .map(
            day ->
                new ImportPart(
                    Optional.of("block-" + meta.ulid() + "-" + day),
                    bytes,
                    sink -> read(folder, day, sink)))
        .toList();
  }

  private static long bytes(Path block) throws IOException {
    long bytes = 0;
    try (Stream<Path> segments = Files.list(block.resolve("chunks"))) {
      for (Path segment : segments.toList()) {
        bytes += Files.size(segment);
      }
    }
    return bytes;
  }

  private static LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static void read(Path folder, LocalDate day, SampleSink sink) throws IOException {
    long from = day.toEpochDay() * DAY_MILLIS;
    try (TsdbBlock block = TsdbBlock.open(folder)) {
      block.read(from, from + DAY_MILLIS - 1, new OfSeries(sink));
    }
  }

  /// Gives the samples of a block on, each with its labels.
  private static final class OfSeries implements TsdbBlock.SeriesSink {
    private final SampleSink sink;
    private LabelSet labels = LabelSet.EMPTY;

    OfSeries(SampleSink sink) {
      this.sink = sink;
    }

    @Override
    public void series(LabelSet next) {
      labels = next;
    }

    @Override
    public void value(long millis, double value) throws IOException {
      sink.value(labels, millis, value);
    }

    @Override
    public void histogram(long millis, FloatHistogram histogram) throws IOException {
      sink.histogram(labels, millis, histogram);
    }
  }

  @Override
  public String description() {
    return "%s: Prometheus' data, %d blocks".formatted(folder, blocks.size());
  }

  @Override
  public List<ImportPart> parts() {
    return parts;
  }

  @Override
  public void close() {}
}
