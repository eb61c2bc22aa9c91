package dev.firebucket.storage.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;

/// Copies an encoder's output to an array.
final class PageBytes {
  private PageBytes() {}

  static byte[] of(BytesInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(input.size()));
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }
}
