package dev.firebucket.backfill.block;

import dev.firebucket.backfill.chunk.ChunkEncoding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes the folder `chunks` of a block, in segments of at most 512 MiB.
final class ChunkFilesWriter implements Closeable {
  private static final long SEGMENT_BYTES = 512L << 20;

  private final Path folder;
  private BlockFile segment;
  private int number;

  private ChunkFilesWriter(Path folder, BlockFile first) {
    this.folder = folder;
    this.segment = first;
  }

  static ChunkFilesWriter create(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new ChunkFilesWriter(folder, segment(folder, 0));
  }

  private static BlockFile segment(Path folder, int number) throws IOException {
    BlockFile file =
        BlockFile.create(folder.resolve(String.format(Locale.ROOT, "%06d", number + 1)));
    file.write(
        new BlockFile.Part()
            .int32(ChunkFiles.MAGIC)
            .int8(ChunkFiles.VERSION)
            .raw(new byte[3])
            .bytes());
    return file;
  }

  /// Writes a chunk and gives its reference.
  long write(ChunkEncoding encoding, byte[] data) throws IOException {
    if (segment.position() + data.length + ChunkFiles.HEADER_BYTES * 2 > SEGMENT_BYTES) {
      segment.close();
      number++;
      segment = segment(folder, number);
    }
    long reference = (long) number << Integer.SIZE | segment.position();
    segment.write(new BlockFile.Part().uvarint(data.length).bytes());
    segment.writeChecked(new BlockFile.Part().int8(encoding.number()).raw(data).bytes());
    return reference;
  }

  @Override
  public void close() throws IOException {
    segment.close();
  }
}
