package dev.firebucket.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A remote write request of one sample, written by hand: protobuf within snappy's block format,
/// uncompressed.
final class RemoteWriteBody {
  private RemoteWriteBody() {}

  static byte[] of(String metric, long timestampMillis, double value) {
    byte[] label = join(field(0x0A, utf8("__name__")), field(0x12, utf8(metric)));
    byte[] sample =
        join(
            join(
                new byte[] {0x09},
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array()),
            join(new byte[] {0x10}, varint(timestampMillis)));
    byte[] request = field(0x0A, join(field(0x0A, label), field(0x12, sample)));
    byte[] literal = {(byte) (60 << 2), (byte) (request.length - 1)};
    return join(varint(request.length), join(literal, request));
  }

  private static byte[] field(int tag, byte[] content) {
    return join(join(new byte[] {(byte) tag}, varint(content.length)), content);
  }

  private static byte[] varint(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = number;
    while (rest > 127) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
