package dev.firebucket.storage.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.UnknownVersionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [RowGroupIndex] as bytes: version (1 byte), length of the rest uncompressed (4 bytes) and its
/// CRC-32C (4), then the rest compressed with zstd, numbers big-endian:
///
/// - size of the samples file (8), its footer without row groups (4 bytes of length before it)
/// - how many row groups (4), and how many checksums each has (4)
/// - of all row groups the rows (8 each), then of all the oldest time (8), then the newest (8)
/// - of all the least key: metric (4 bytes of length, then UTF-8), id (8); then of all the greatest
/// - of all the footer's entry: a Parquet footer with this one row group (4 bytes of length before)
/// - of each column in turn the checksums of all row groups (4)
///
/// Alike things are together, so that they compress well.
final class RowGroupIndexFormat {
  static final byte VERSION = 2;
  private static final int HEAD = 9;
  private static final int LEVEL = 12;

  /// Far more than the largest file needs; a damaged length must not take the memory.
  private static final int MOST_BYTES = 256 << 20;

  private RowGroupIndexFormat() {}

  static byte[] write(RowGroupIndex index) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    List<IndexedRowGroup> groups = index.rowGroups();
    int checksums = groups.isEmpty() ? 0 : groups.getFirst().checksums().size();
    out.writeLong(index.fileBytes());
    writeBlock(out, index.footer());
    out.writeInt(groups.size());
    out.writeInt(checksums);
    for (IndexedRowGroup group : groups) {
      out.writeLong(group.rows());
    }
    for (IndexedRowGroup group : groups) {
      out.writeLong(group.firstMillis());
    }
    for (IndexedRowGroup group : groups) {
      out.writeLong(group.lastMillis());
    }
    for (IndexedRowGroup group : groups) {
      writeKey(out, group.least());
    }
    for (IndexedRowGroup group : groups) {
      writeKey(out, group.greatest());
    }
    for (IndexedRowGroup group : groups) {
      writeBlock(out, group.entry());
    }
    for (int column = 0; column < checksums; column++) {
      for (IndexedRowGroup group : groups) {
        out.writeInt(group.checksums().get(column));
      }
    }
    byte[] compressed = Zstd.compress(bytes.toByteArray(), LEVEL);
    return ByteBuffer.allocate(HEAD + compressed.length)
        .put(VERSION)
        .putInt(bytes.size())
        .putInt(FooterEntries.checksum(bytes.toByteArray(), 0, bytes.size()))
        .put(compressed)
        .array();
  }

  private static void writeBlock(DataOutputStream out, byte[] block) throws IOException {
    out.writeInt(block.length);
    out.write(block);
  }

  private static void writeKey(DataOutputStream out, SeriesKey key) throws IOException {
    writeBlock(out, key.metric().getBytes(StandardCharsets.UTF_8));
    out.writeLong(key.id());
  }

  /// @throws BadBytesException when the bytes are not an index
  /// @throws UnknownVersionException when it is one that this program does not know
  static RowGroupIndex read(byte[] bytes) throws IOException {
    if (bytes.length < HEAD || bytes[0] < 1) {
      throw new BadBytesException("not an index of row groups");
    }
    if (bytes[0] != VERSION) {
      throw bytes[0] > VERSION
          ? UnknownVersionException.newer("the index of row groups")
          : UnknownVersionException.older("the index of row groups");
    }
    int length = ByteBuffer.wrap(bytes).getInt(1);
    if (length < 0 || length > MOST_BYTES) {
      throw new BadBytesException("an index of row groups of " + length + " bytes");
    }
    byte[] plain = decompress(bytes, length);
    if (FooterEntries.checksum(plain, 0, length) != ByteBuffer.wrap(bytes).getInt(5)) {
      throw new BadBytesException("an index of row groups is damaged");
    }
    return ParquetBytes.parse(
        "an index of row groups is damaged",
        () -> read(new DataInputStream(new ByteArrayInputStream(plain)), length));
  }

  private static byte[] decompress(byte[] bytes, int length) throws IOException {
    try {
      return Zstd.decompress(Arrays.copyOfRange(bytes, HEAD, bytes.length), length);
    } catch (ZstdException e) {
      throw new BadBytesException("an index of row groups is damaged: " + e.getMessage(), e);
    }
  }

  private static RowGroupIndex read(DataInputStream in, int length) throws IOException {
    long fileBytes = in.readLong();
    byte[] footer = readBlock(in, length);
    int count = bounded(in.readInt(), length);
    int columns = bounded(in.readInt(), length);
    long[] rows = longs(in, count);
    long[] first = longs(in, count);
    long[] last = longs(in, count);
    List<SeriesKey> least = keys(in, count, length);
    List<SeriesKey> greatest = keys(in, count, length);
    List<byte[]> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(readBlock(in, length));
    }
    List<List<Integer>> checksums = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      checksums.add(new ArrayList<>(columns));
    }
    for (int column = 0; column < columns; column++) {
      for (int i = 0; i < count; i++) {
        checksums.get(i).add(in.readInt());
      }
    }
    List<IndexedRowGroup> groups = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      groups.add(
          new IndexedRowGroup(
              rows[i],
              least.get(i),
              greatest.get(i),
              first[i],
              last[i],
              entries.get(i),
              checksums.get(i)));
    }
    return new RowGroupIndex(fileBytes, footer, groups);
  }

  private static int bounded(int count, int most) throws IOException {
    if (count < 0 || count > most) {
      throw new BadBytesException("an index of row groups is damaged");
    }
    return count;
  }

  private static byte[] readBlock(DataInputStream in, int most) throws IOException {
    byte[] block = new byte[bounded(in.readInt(), most)];
    in.readFully(block);
    return block;
  }

  private static long[] longs(DataInputStream in, int count) throws IOException {
    long[] longs = new long[count];
    for (int i = 0; i < count; i++) {
      longs[i] = in.readLong();
    }
    return longs;
  }

  private static List<SeriesKey> keys(DataInputStream in, int count, int most) throws IOException {
    List<SeriesKey> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] metric = readBlock(in, most);
      keys.add(new SeriesKey(new String(metric, StandardCharsets.UTF_8), in.readLong()));
    }
    return keys;
  }
}
