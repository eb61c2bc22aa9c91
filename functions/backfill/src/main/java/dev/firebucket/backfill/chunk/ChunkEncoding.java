package dev.firebucket.backfill.chunk;

import java.io.IOException;

/// How the samples of a chunk are written, by the numbers of Prometheus' files
/// (`tsdb/docs/format/chunks.md`).
public enum ChunkEncoding {
  XOR(1),
  HISTOGRAM(2),
  FLOAT_HISTOGRAM(3),
  XOR2(4),
  HISTOGRAM_ST(5),
  FLOAT_HISTOGRAM_ST(6);

  private final int number;

  ChunkEncoding(int number) {
    this.number = number;
  }

  /// The byte that stands for it before a chunk.
  public int number() {
    return number;
  }

  /// @throws ChunkException for a number that Prometheus 3.14 does not know either
  public static ChunkEncoding of(int number) throws ChunkException {
    for (ChunkEncoding encoding : values()) {
      if (encoding.number == number) {
        return encoding;
      }
    }
    throw new ChunkException("no chunk encoding has the number " + number);
  }

  /// Reads all samples of a chunk.
  ///
  /// @param data the chunk without its length, encoding and checksum
  /// @throws ChunkException when it is cut off or damaged, or its encoding cannot be read
  public void read(byte[] data, PointSink sink) throws IOException {
    switch (this) {
      case XOR -> XorChunk.read(data, sink);
      case HISTOGRAM -> HistogramChunk.read(data, sink);
      case FLOAT_HISTOGRAM -> FloatHistogramChunk.read(data, sink);
      case XOR2 ->
          throw new ChunkException(
              "the chunk encoding xor2 cannot be read; set storage.tsdb.chunk_encoding.floats to"
                  + " xor, then import what Prometheus has written since, or import the output of"
                  + " 'promtool tsdb dump-openmetrics'");
      case HISTOGRAM_ST, FLOAT_HISTOGRAM_ST ->
          throw new ChunkException(
              "chunks of the feature histograms-st-encoding cannot be read; switch it off, then"
                  + " import what Prometheus has written since");
    }
  }
}
