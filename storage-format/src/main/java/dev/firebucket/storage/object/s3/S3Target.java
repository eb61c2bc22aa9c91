package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Where the bytes of an object go.
@FunctionalInterface
interface S3Target {
  /// @param position of the first of them, counted from where the reading began
  void take(long position, ByteBuffer bytes) throws IOException;

  static S3Target into(byte[] all) {
    return (position, bytes) -> {
      int at = Math.toIntExact(position);
      bytes.get(all, at, Math.min(bytes.remaining(), all.length - at));
    };
  }

  static S3Target into(FileChannel file) {
    return (position, bytes) -> {
      long at = position;
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
    };
  }
}
