package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.ContentStreamProvider;

/// Reads a body for somebody who may not close it: the SDK's signer never does, and the JDK's HTTP
/// client not where a request breaks off. Files that are left to the garbage collector may be too
/// many for the process before it comes.
final class S3Reading implements ContentStreamProvider, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3Reading.class);

  private final S3Body body;
  private @Nullable InputStream open;
  private boolean isClosed;

  S3Reading(S3Body body) {
    this.body = body;
  }

  /// From the beginning: who reads again has done with the stream before.
  @Override
  public synchronized InputStream newStream() {
    closeStream();
    if (isClosed) {
      return InputStream.nullInputStream();
    }
    InputStream opened = body.content().newStream();
    open = opened;
    return opened;
  }

  private void closeStream() {
    InputStream ended = open;
    open = null;
    try {
      if (ended != null) {
        ended.close();
      }
    } catch (IOException e) {
      LOG.debug("a file that was read did not close well", e);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    closeStream();
  }
}
