package dev.firebucket.lambda.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.lambda.queue.SqsClients;
import dev.firebucket.storage.testing.S3TestEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@Timeout(180)
class SqsMessageQueueTest {
  private static final String LONGEST = "x".repeat(256 * 1024);

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", System.getProperty("aws.accessKeyId", "test"));
    System.setProperty("aws.secretAccessKey", System.getProperty("aws.secretAccessKey", "test"));
  }

  @Test
  void aMessageOfTheLongestLengthArrivesAndALongerOneIsRefused() throws Exception {
    URI endpoint = S3TestEndpoint.localStack().uri();
    try (SqsAsyncClient client = SqsClients.open("QUEUE", Optional.of(endpoint))) {
      String url = client.createQueue(queue -> queue.queueName("requests")).join().queueUrl();
      try (SqsMessageQueue queue = new SqsMessageQueue(URI.create(url), Optional.of(endpoint))) {
        queue.send(LONGEST);

        assertThatThrownBy(() -> queue.send("y".repeat(1024 * 1024 + 1)))
            .isInstanceOf(IOException.class);
      }
      assertThat(
              client
                  .receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(5))
                  .join()
                  .messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).isEqualTo(LONGEST));
    }
  }

  @Test
  void aQueueThatIsNotThereRefuses() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:1/000000000000/requests");
    try (SqsMessageQueue queue = new SqsMessageQueue(nowhere, Optional.of(nowhere.resolve("/")))) {
      assertThatThrownBy(() -> queue.send("x")).isInstanceOf(IOException.class);
    }
  }
}
