package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Takes an answer as it arrives: one call after another.
interface S3Taking {
  /// @param head of an answer that is none of a failure
  /// @throws IOException when it is not what was asked for
  void begin(SdkHttpResponse head) throws IOException;

  /// @param bytes of the body, which are the taker's until this returns
  /// @throws IOException when they cannot be put where they belong
  void take(ByteBuffer bytes) throws IOException;

  /// The body is complete.
  ///
  /// @throws IOException when it is not what its sender meant
  void end() throws IOException;
}
