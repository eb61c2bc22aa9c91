package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequests;
import dev.firebucket.storage.object.aws.AwsHttpClient;
import dev.firebucket.storage.object.aws.AwsHttpLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;

/// Connections to S3 with the credentials that live as long. Safe for use by several threads.
final class S3Connection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 64;

  private final AwsHttpClient client =
      new AwsHttpClient(new AwsHttpLimits(CONNECTIONS, CONNECT_TIMEOUT, LONGEST_SILENCE));
  private final S3Signer signer;
  private final StoreRequests requests;

  S3Connection(S3Address address, StoreRequests requests) {
    this.signer = new S3Signer(address);
    this.requests = requests;
  }

  /// Sends a request once.
  ///
  /// @return completed when the taker has all of the answer; who cancels it ends the request
  CompletableFuture<SdkHttpResponse> send(S3Request request, S3Taking taking) {
    S3Upload upload = new S3Upload(request.body());
    AsyncExecuteRequest.Builder sent;
    try {
      sent =
          AsyncExecuteRequest.builder()
              .request(signer.sign(request))
              .requestContentPublisher(upload);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    S3Exchange exchange = new S3Exchange(request, taking, requests);
    CompletableFuture<SdkHttpResponse> done = exchange.done();
    CompletableFuture<Void> way = client.execute(sent.responseHandler(exchange).build());
    var _ =
        way.whenComplete(
            (_, failure) -> {
              upload.close();
              if (failure != null) {
                done.completeExceptionally(failure);
              }
            });
    var _ =
        done.whenComplete(
            (_, failure) -> {
              if (failure instanceof S3RefusedException refused) {
                follow(refused);
              } else if (failure != null) {
                way.completeExceptionally(failure);
              }
            });
    return done;
  }

  private void follow(S3RefusedException refused) {
    if (refused.isSkewedClock()) {
      refused.time().ifPresent(signer::follow);
    }
  }

  @Override
  public void close() {
    signer.close();
    client.close();
  }
}
