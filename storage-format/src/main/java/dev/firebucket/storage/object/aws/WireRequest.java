package dev.firebucket.storage.object.aws;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/// A request of the SDK in the words of the JDK's client.
final class WireRequest {
  /// The client writes these itself, from the address and the body: the same values as the SDK's.
  private static final Set<String> OF_THE_CLIENT =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private WireRequest() {}

  /// @param moved hears of each part of the body that is sent
  /// @throws IOException when the body's length is not known: services of AWS want it beforehand
  static HttpRequest of(AsyncExecuteRequest request, Runnable moved) throws IOException {
    SdkHttpRequest asked = request.request();
    HttpRequest.Builder wire =
        HttpRequest.newBuilder(asked.getUri())
            .method(asked.method().name(), body(asked, request.requestContentPublisher(), moved));
    asked.forEachHeader(
        (name, values) -> {
          if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> wire.header(name, value));
          }
        });
    return wire.build();
  }

  private static HttpRequest.BodyPublisher body(
      SdkHttpRequest asked, SdkHttpContentPublisher content, Runnable moved) throws IOException {
    long length = length(asked, content);
    return length == 0
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.fromPublisher(
            reader -> content.subscribe(new Sending(reader, moved)), length);
  }

  /// The header goes before: a body that is signed in parts knows its length without signatures.
  private static long length(SdkHttpRequest asked, SdkHttpContentPublisher content)
      throws IOException {
    Optional<String> told = asked.firstMatchingHeader("Content-Length");
    return told.isPresent()
        ? Long.parseLong(told.get())
        : content.contentLength().orElseThrow(() -> new IOException("a body of unknown length"));
  }

  /// The SDK's body for the JDK's reader.
  private record Sending(Flow.Subscriber<? super ByteBuffer> reader, Runnable moved)
      implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      reader.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long more) {
              moved.run();
              subscription.request(more);
            }

            @Override
            public void cancel() {
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      moved.run();
      reader.onNext(bytes);
    }

    @Override
    public void onError(Throwable failure) {
      reader.onError(failure);
    }

    @Override
    public void onComplete() {
      reader.onComplete();
    }
  }
}
