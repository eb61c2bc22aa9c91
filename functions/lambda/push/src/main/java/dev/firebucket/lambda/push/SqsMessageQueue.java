package dev.firebucket.lambda.push;

import dev.firebucket.ingest.gathering.MessageQueue;
import dev.firebucket.lambda.queue.SqsClients;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/// A queue of SQS. Its client is opened by the first message: an environment that stores at once
/// does not wait for it.
final class SqsMessageQueue implements MessageQueue, AutoCloseable {
  private final String url;
  private final Optional<URI> endpoint;
  private @Nullable SqsAsyncClient client;

  /// @param url of the queue
  /// @param endpoint of an SQS other than AWS
  SqsMessageQueue(URI url, Optional<URI> endpoint) {
    this.url = url.toString();
    this.endpoint = endpoint;
  }

  private synchronized SqsAsyncClient client() {
    SqsAsyncClient opened = client;
    if (opened == null) {
      opened = SqsClients.open("FIREBUCKET_REMOTE_WRITE_QUEUE", endpoint);
      client = opened;
    }
    return opened;
  }

  @Override
  public void send(String body) throws IOException {
    try {
      client()
          .sendMessage(request -> request.queueUrl(url).messageBody(body))
          .get(SqsClients.CALL_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException refused) {
      throw new IOException(String.valueOf(refused.getCause()), refused);
    } catch (TimeoutException late) {
      throw new IOException("the queue does not answer", late);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a message was sent");
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
