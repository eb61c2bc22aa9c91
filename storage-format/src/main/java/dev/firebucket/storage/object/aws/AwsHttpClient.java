package dev.firebucket.storage.object.aws;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/// Sends the AWS SDK's requests by the JDK's own client, over HTTP/1.1: a cold start loads a tenth
/// fewer classes than with Netty (`docs/design/s3-client.md`).
///
/// Requests beyond the limit of connections wait for their turn, as long as the SDK lets them. A
/// request on which nothing moves ends with an [java.net.http.HttpTimeoutException]. Safe for use
/// by several threads.
public final class AwsHttpClient implements SdkAsyncHttpClient {
  private final AwsHttpLimits limits;
  private final Turns turns;
  private final SilenceWatch watch;
  private @Nullable HttpClient client;

  /// Opens no connection yet, and reads no certificates: that takes a tenth of a cold start, and
  /// others can do it in the meantime.
  public AwsHttpClient(AwsHttpLimits limits) {
    this.limits = limits;
    this.turns = new Turns(limits.connections());
    this.watch = new SilenceWatch(limits.silence());
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = make();
      client = made;
    }
    return made;
  }

  private HttpClient make() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(limits.connecting())
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(ProxySelector.getDefault())
        .executor(
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("firebucket-aws-", 0).factory()))
        .build();
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    Exchange exchange = new Exchange(client(), request);
    CompletableFuture<Void> done = exchange.done();
    turns.take(
        done,
        () -> {
          watch.add(exchange);
          exchange.start();
        });
    return done;
  }

  /// As the SDK names it to AWS (`User-Agent`).
  @Override
  public String clientName() {
    return "JdkHttpClient";
  }

  /// Ends the connections, with what is on its way over them.
  @Override
  public synchronized void close() {
    watch.close();
    if (client != null) {
      client.shutdownNow();
    }
  }
}
