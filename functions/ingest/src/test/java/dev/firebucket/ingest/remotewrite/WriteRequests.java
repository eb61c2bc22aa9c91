package dev.firebucket.ingest.remotewrite;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/// Builds requests as a sender does, the broken ones too.
final class WriteRequests {
  interface Body {
    void write(CodedOutputStream output) throws IOException;
  }

  private WriteRequests() {}

  static byte[] message(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    try {
      body.write(output);
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] label(String name, String value) {
    return message(
        output -> {
          output.writeString(1, name);
          output.writeString(2, value);
        });
  }

  static byte[] sample(double value, long timestamp) {
    return message(
        output -> {
          output.writeDouble(1, value);
          output.writeInt64(2, timestamp);
        });
  }

  /// A series of one sample; labels as names and values in turn.
  static byte[] series(double value, long timestamp, String... labels) {
    return message(
        output -> {
          for (int i = 0; i < labels.length; i += 2) {
            output.writeByteArray(1, label(labels[i], labels[i + 1]));
          }
          output.writeByteArray(2, sample(value, timestamp));
        });
  }

  static byte[] request(byte[]... series) {
    return message(
        output -> {
          for (byte[] one : series) {
            output.writeByteArray(1, one);
          }
        });
  }

  static byte[] snappy(byte[] message) {
    try {
      return Snappy.compress(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RemoteWriteRequest of(byte[]... series) {
    return new RemoteWriteRequest("application/x-protobuf", "snappy", snappy(request(series)));
  }
}
