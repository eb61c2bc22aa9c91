package dev.firebucket.storage.object.s3;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/// Sends a body once, or again where the HTTP client takes another connection. Closing it closes
/// the file that it reads.
final class S3Upload implements SdkHttpContentPublisher, AutoCloseable {
  private final long length;
  private final S3Reading reading;

  S3Upload(S3Body body) {
    this.length = body.length();
    this.reading = new S3Reading(body);
  }

  @Override
  public Optional<Long> contentLength() {
    return Optional.of(length);
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> reader) {
    FlowAdapters.<ByteBuffer>toPublisher(
            HttpRequest.BodyPublishers.ofInputStream(reading::newStream))
        .subscribe(reader);
  }

  @Override
  public void close() {
    reading.close();
  }
}
