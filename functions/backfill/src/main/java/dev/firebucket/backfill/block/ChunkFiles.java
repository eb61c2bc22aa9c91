package dev.firebucket.backfill.block;

import dev.firebucket.backfill.chunk.ChunkEncoding;
import dev.firebucket.backfill.chunk.ChunkException;
import dev.firebucket.backfill.chunk.PointSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folder `chunks` of a block (`tsdb/docs/format/chunks.md`).
final class ChunkFiles implements Closeable {
  static final int MAGIC = 0x85BD40DD;
  static final int VERSION = 1;
  static final int HEADER_BYTES = 8;

  private final Path folder;
  private final List<MappedFile> segments;

  private ChunkFiles(Path folder, List<MappedFile> segments) {
    this.folder = folder;
    this.segments = segments;
  }

  static ChunkFiles open(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.getFileName().toString().matches("\\d+")).sorted().toList();
    }
    ChunkFiles chunks = new ChunkFiles(folder, new ArrayList<>());
    try {
      for (Path file : files) {
        MappedFile segment = MappedFile.open(file);
        chunks.segments.add(segment);
        if (segment.unsignedInt(0) != Integer.toUnsignedLong(MAGIC)
            || segment.unsignedByte(Integer.BYTES) != VERSION) {
          throw new IOException(file + " is no file of chunks of version " + VERSION);
        }
      }
      return chunks;
    } catch (IOException e) {
      chunks.close();
      throw e;
    }
  }

  void read(ChunkPlace chunk, PointSink sink) throws IOException {
    int number = (int) (chunk.reference() >>> Integer.SIZE);
    if (number < 0 || number >= segments.size()) {
      throw new IOException(
          "%s lacks segment %06d, which the index names; restore the block from a backup"
              .formatted(folder, number + 1));
    }
    MappedFile segment = segments.get(number);
    FileCursor in = segment.from(chunk.reference() & 0xffff_ffffL);
    long length = in.uvarint();
    long at = in.position();
    segment.requireChecksum(at, length + 1);
    try {
      ChunkEncoding.of(segment.unsignedByte(at)).read(segment.copy(at + 1, length), sink);
    } catch (ChunkException e) {
      throw new IOException(
          "%s, chunk at byte %d of segment %06d: %s"
              .formatted(folder, at, number + 1, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    segments.forEach(MappedFile::close);
  }
}
