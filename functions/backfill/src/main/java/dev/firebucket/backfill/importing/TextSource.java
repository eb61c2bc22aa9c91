package dev.firebucket.backfill.importing;

import dev.firebucket.backfill.SampleSink;
import dev.firebucket.ingest.exposition.Entry;
import dev.firebucket.ingest.exposition.ExpositionException;
import dev.firebucket.ingest.exposition.ExpositionFormat;
import dev.firebucket.ingest.exposition.ExpositionParser;
import dev.firebucket.storage.model.LabelSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A text of OpenMetrics in which every sample has its timestamp, as `promtool tsdb
/// create-blocks-from openmetrics` takes it; any size, read in pieces of whole lines.
final class TextSource implements ImportSource {
  private static final int PIECE_BYTES = 8 << 20;
  private static final int MOST_LINE_BYTES = 16 << 20;
  private static final int MOST_KNOWN_SERIES = 200_000;
  private static final String END = "# EOF";
  private static final byte[] TYPE = "# TYPE ".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final FileChannel channel;
  private final List<ImportPart> parts = new ArrayList<>();
  private final BoundedCache<String, LabelSet> known = new BoundedCache<>(MOST_KNOWN_SERIES);

  private TextSource(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static TextSource open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    TextSource source = new TextSource(file, channel);
    try {
      source.requireEnd();
      String id = "text-" + ImportSource.idOf(file);
      for (long from = 0; from < channel.size(); from += PIECE_BYTES) {
        long begin = from;
        source.parts.add(
            new ImportPart(
                Optional.of(id + "-" + from / PIECE_BYTES),
                Math.min(PIECE_BYTES, channel.size() - from),
                sink -> source.read(begin, sink)));
      }
      return source;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Without it a file may have been cut off: nothing is imported then.
  private void requireEnd() throws IOException {
    int length = (int) Math.min(channel.size(), END.length() + 1);
    String last = new String(bytes(channel.size() - length, length), StandardCharsets.UTF_8);
    if (!last.stripTrailing().endsWith(END)) {
      throw new UnknownSourceException(
          "%s can be imported only as OpenMetrics text that ends with '%s'; Parquet files and folders of Prometheus' data can be imported too"
              .formatted(file, END));
    }
  }

  /// The lines that begin in a piece.
  private void read(long begin, SampleSink sink) throws IOException {
    long from = begin == 0 ? 0 : afterLine(begin - 1);
    long to =
        begin + PIECE_BYTES >= channel.size() ? channel.size() : afterLine(begin + PIECE_BYTES - 1);
    if (from >= to) {
      return;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    // The type of a family stands before its samples, perhaps in an earlier piece.
    byte[] type = lastType(from);
    text.writeBytes(type);
    text.writeBytes(bytes(from, (int) (to - from)));
    if (to < channel.size()) {
      text.writeBytes((END + "\n").getBytes(StandardCharsets.UTF_8));
    }
    try {
      parse(ExpositionFormat.OPENMETRICS_TEXT.parser(text.toByteArray()), from - type.length, sink);
    } catch (ExpositionException e) {
      throw new IOException(
          "%s, in the lines from byte %d on: %s".formatted(file, from, e.getMessage()), e);
    }
  }

  private void parse(ExpositionParser parser, long offset, SampleSink sink)
      throws ExpositionException, IOException {
    for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) {
      if (entry != Entry.SAMPLE) {
        continue;
      }
      if (!parser.hasTimestamp()) {
        throw new IOException(
            "%s, byte %d: expected a timestamp for the sample %s, got none"
                .formatted(file, offset + parser.entryStart(), parser.labels()));
      }
      sink.value(labels(parser), parser.timestampMillis(), parser.value());
    }
  }

  private LabelSet labels(ExpositionParser parser) throws ExpositionException {
    String raw =
        parser.type()
            + new String(
                parser.buffer(),
                parser.seriesStart(),
                parser.seriesEnd() - parser.seriesStart(),
                StandardCharsets.UTF_8);
    LabelSet met = known.get(raw);
    if (met == null) {
      met = parser.labels();
      known.put(raw, met);
    }
    return met;
  }

  /// Where the line ends that a byte belongs to.
  private long afterLine(long at) throws IOException {
    for (long from = at; from < channel.size(); from += PIECE_BYTES) {
      byte[] some = bytes(from, (int) Math.min(PIECE_BYTES, channel.size() - from));
      for (int i = 0; i < some.length; i++) {
        if (some[i] == '\n') {
          return from + i + 1;
        }
      }
      if (from - at > MOST_LINE_BYTES) {
        throw new IOException(
            "%s, byte %d: a line has more than %d bytes".formatted(file, at, MOST_LINE_BYTES));
      }
    }
    return channel.size();
  }

  /// The last line before a place that says a type, empty where there is none.
  private byte[] lastType(long before) throws IOException {
    for (long end = before; end > 0; end -= PIECE_BYTES) {
      long from = Math.max(0, end - PIECE_BYTES);
      byte[] some = bytes(from, (int) (Math.min(before, end + TYPE.length + 1) - from));
      for (int i = some.length - TYPE.length; i >= 0; i--) {
        if (beginsLine(some, i, from)
            && Arrays.equals(some, i, i + TYPE.length, TYPE, 0, TYPE.length)) {
          return bytes(from + i, (int) (afterLine(from + i) - from - i));
        }
      }
    }
    return new byte[0];
  }

  private static boolean beginsLine(byte[] some, int at, long from) {
    return at == 0 ? from == 0 : some[at - 1] == '\n';
  }

  private byte[] bytes(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // A read may give less than there is.
    }
    if (bytes.hasRemaining()) {
      throw new IOException(file + " became shorter while it was read");
    }
    return bytes.array();
  }

  @Override
  public String description() {
    return file + ": OpenMetrics text";
  }

  @Override
  public List<ImportPart> parts() {
    return List.copyOf(parts);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It was only read.
    }
  }
}
