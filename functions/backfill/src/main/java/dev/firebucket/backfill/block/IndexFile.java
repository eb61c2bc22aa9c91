package dev.firebucket.backfill.block;

import dev.firebucket.storage.model.LabelSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The index of a block: its series, each with its labels and chunks (`tsdb/docs/format/index.md`).
///
/// In memory are the places of the symbols and of the series, twelve bytes for each.
final class IndexFile implements Closeable {
  static final int MAGIC = 0xBAAAD700;

  /// Written since Prometheus 2.1 (2018).
  static final int VERSION = 2;

  static final int ALIGNMENT = 16;
  static final int CONTENTS_BYTES = 6 * Long.BYTES + Integer.BYTES;

  private final MappedFile file;
  private final long[] symbols;
  private final long[] series;

  private IndexFile(MappedFile file, long[] symbols, long[] series) {
    this.file = file;
    this.symbols = symbols;
    this.series = series;
  }

  static IndexFile open(Path path) throws IOException {
    MappedFile file = MappedFile.open(path);
    try {
      if (file.unsignedInt(0) != Integer.toUnsignedLong(MAGIC)) {
        throw new IOException(path + " is no index of a Prometheus block");
      }
      int version = file.unsignedByte(Integer.BYTES);
      if (version != VERSION) {
        throw new IOException(
            "%s has version %d of the index, only version %d can be read; let a newer Prometheus rewrite the block, or import the output of 'promtool tsdb dump-openmetrics'"
                .formatted(path, version, VERSION));
      }
      long contents = file.size() - CONTENTS_BYTES;
      file.requireChecksum(contents, CONTENTS_BYTES - Integer.BYTES);
      long postingsTable = file.int64(contents + 5 * Long.BYTES);
      return new IndexFile(file, symbols(file, file.int64(contents)), all(file, postingsTable));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static long[] symbols(MappedFile file, long at) throws IOException {
    file.requireChecksum(at + Integer.BYTES, file.unsignedInt(at));
    FileCursor in = file.from(at + Integer.BYTES);
    long[] places = places(file, in);
    for (int i = 0; i < places.length; i++) {
      places[i] = in.position();
      in.bytes(in.uvarint());
    }
    return places;
  }

  private static long[] places(MappedFile file, FileCursor in) throws IOException {
    long count = in.unsignedInt();
    if (count > file.size()) {
      throw file.damaged(in.position(), "it counts " + count);
    }
    return new long[(int) count];
  }

  /// The postings without a name list every series, in order of labels.
  private static long[] all(MappedFile file, long table) throws IOException {
    file.requireChecksum(table + Integer.BYTES, file.unsignedInt(table));
    FileCursor in = file.from(table + Integer.BYTES);
    long entries = in.unsignedInt();
    for (long i = 0; i < entries; i++) {
      in.uvarint();
      String name = in.text();
      String value = in.text();
      long postings = in.uvarint();
      if (name.isEmpty() && value.isEmpty()) {
        return postings(file, postings);
      }
    }
    return new long[0];
  }

  private static long[] postings(MappedFile file, long at) throws IOException {
    file.requireChecksum(at + Integer.BYTES, file.unsignedInt(at));
    FileCursor in = file.from(at + Integer.BYTES);
    long[] places = places(file, in);
    for (int i = 0; i < places.length; i++) {
      places[i] = in.unsignedInt() * ALIGNMENT;
    }
    return places;
  }

  /// How many series there are.
  int size() {
    return series.length;
  }

  /// A series by its place in the order of labels.
  Entry entry(int index) throws IOException {
    FileCursor in = file.from(series[index]);
    long length = in.uvarint();
    file.requireChecksum(in.position(), length);
    LabelSet.Builder labels = LabelSet.builder();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String name = symbol(in.uvarint());
      labels.set(name, symbol(in.uvarint()));
    }
    return new Entry(series[index] / ALIGNMENT, labels.build(), chunks(in));
  }

  private static List<ChunkPlace> chunks(FileCursor in) throws IOException {
    int count = in.count();
    List<ChunkPlace> chunks = new ArrayList<>();
    long last = 0;
    long reference = 0;
    for (int i = 0; i < count; i++) {
      long first = i == 0 ? in.varint() : last + in.uvarint();
      last = first + in.uvarint();
      reference = i == 0 ? in.uvarint() : reference + in.varint();
      chunks.add(new ChunkPlace(first, last, reference));
    }
    return chunks;
  }

  private String symbol(long number) throws IOException {
    if (number < 0 || number >= symbols.length) {
      throw file.damaged(0, "there is no symbol " + number);
    }
    FileCursor in = file.from(symbols[(int) number]);
    return new String(in.bytes(in.uvarint()), StandardCharsets.UTF_8);
  }

  /// A series of the block.
  ///
  /// @param reference what tombstones call it
  record Entry(long reference, LabelSet labels, List<ChunkPlace> chunks) {
    Entry {
      chunks = List.copyOf(chunks);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
