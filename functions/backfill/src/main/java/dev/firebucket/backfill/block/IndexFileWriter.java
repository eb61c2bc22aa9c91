package dev.firebucket.backfill.block;

import dev.firebucket.storage.model.LabelSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes the index of a block: symbols, then series as they come, then which series have which
/// label.
///
/// In memory are the symbols and four bytes for each label of each series.
final class IndexFileWriter implements Closeable {
  private static final int POSTINGS_ALIGNMENT = 4;

  private final BlockFile file;
  private final Map<String, Integer> symbols = new HashMap<>();
  private final Map<String, Map<String, References>> postings =
      new TreeMap<>(LabelSet::compareUtf8);
  private final References all = new References();
  private final long symbolsAt;
  private final long seriesAt;

  private IndexFileWriter(BlockFile file, Collection<String> texts) throws IOException {
    this.file = file;
    file.write(new BlockFile.Part().int32(IndexFile.MAGIC).int8(IndexFile.VERSION).bytes());
    this.symbolsAt = file.position();
    writeSymbols(texts);
    this.seriesAt = file.position();
  }

  /// @param texts every label name and value of the series that follow; more do no harm
  static IndexFileWriter create(Path path, Collection<String> texts) throws IOException {
    BlockFile file = BlockFile.create(path);
    try {
      return new IndexFileWriter(file, texts);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private void writeSymbols(Collection<String> texts) throws IOException {
    TreeSet<String> sorted = new TreeSet<>(LabelSet::compareUtf8);
    sorted.addAll(texts);
    BlockFile.Part section = new BlockFile.Part().int32(sorted.size());
    for (String text : sorted) {
      symbols.put(text, symbols.size());
      section.text(text.getBytes(StandardCharsets.UTF_8));
    }
    file.writeSection(section.bytes());
  }

  /// Writes a series; they come in order of labels, and chunks in order of time.
  void series(LabelSet labels, List<ChunkPlace> chunks) throws IOException {
    file.align(IndexFile.ALIGNMENT);
    int reference = Math.toIntExact(file.position() / IndexFile.ALIGNMENT);
    BlockFile.Part entry = new BlockFile.Part().uvarint(labels.size());
    all.add(reference);
    labels.forEach(
        (name, value) -> {
          entry.uvarint(symbol(name)).uvarint(symbol(value));
          postings
              .computeIfAbsent(name, one -> new TreeMap<>(LabelSet::compareUtf8))
              .computeIfAbsent(value, one -> new References())
              .add(reference);
        });
    entry.uvarint(chunks.size());
    ChunkPlace before = null;
    for (ChunkPlace chunk : chunks) {
      if (before == null) {
        entry.varint(chunk.firstMillis());
      } else {
        entry.uvarint(chunk.firstMillis() - before.lastMillis());
      }
      entry.uvarint(chunk.lastMillis() - chunk.firstMillis());
      if (before == null) {
        entry.uvarint(chunk.reference());
      } else {
        entry.varint(chunk.reference() - before.reference());
      }
      before = chunk;
    }
    file.write(new BlockFile.Part().uvarint(entry.size()).bytes());
    file.writeChecked(entry.bytes());
  }

  private int symbol(String text) {
    Integer number = symbols.get(text);
    if (number == null) {
      throw new IllegalStateException("'" + text + "' was not among the texts of the index");
    }
    return number;
  }

  /// Writes what follows the series. Sections that nobody reads any more are left out.
  void finish() throws IOException {
    long labelIndicesAt = file.position();
    file.align(POSTINGS_ALIGNMENT);
    long postingsAt = file.position();
    BlockFile.Part table = new BlockFile.Part();
    int entries = 1;
    write("", "", all, table);
    for (Map.Entry<String, Map<String, References>> name : postings.entrySet()) {
      for (Map.Entry<String, References> value : name.getValue().entrySet()) {
        write(name.getKey(), value.getKey(), value.getValue(), table);
        entries++;
      }
    }
    long tableAt = file.position();
    file.writeSection(new BlockFile.Part().int32(entries).raw(table.bytes()).bytes());
    file.writeChecked(
        new BlockFile.Part()
            .int64(symbolsAt)
            .int64(seriesAt)
            .int64(labelIndicesAt)
            .int64(tableAt)
            .int64(postingsAt)
            .int64(tableAt)
            .bytes());
  }

  private void write(String name, String value, References series, BlockFile.Part table)
      throws IOException {
    file.align(POSTINGS_ALIGNMENT);
    table
        .uvarint(2)
        .text(name.getBytes(StandardCharsets.UTF_8))
        .text(value.getBytes(StandardCharsets.UTF_8))
        .uvarint(file.position());
    file.writeSection(series.section());
  }

  /// The series of a label, in order.
  private static final class References {
    private int[] numbers = new int[2];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
    }

    byte[] section() {
      BlockFile.Part section = new BlockFile.Part().int32(size);
      for (int i = 0; i < size; i++) {
        section.int32(numbers[i]);
      }
      return section.bytes();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
