package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.LocalStackPeer;
import dev.firebucket.testsupport.PeerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The packaged push function takes remote write by its URL, lays it into LocalStack's SQS, and is
/// handed what came out of it in Lambda's envelope; the packaged query function reads it.
class GatheredWriteTest {
  private static final int SENDERS = 5;

  @TempDir private static Path folder;
  private static PeerProcess aws;

  @BeforeAll
  static void start() throws Exception {
    aws = LocalStackPeer.start(folder);
  }

  @AfterAll
  static void close() {
    if (aws != null) {
      aws.close();
    }
  }

  @Test
  void whatManySendersWriteIsOneObjectAndReadOnceAlsoWhenItComesTwice() throws Exception {
    try (SqsClient sqs =
            SqsClient.builder()
                .endpointOverride(URI.create(aws.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIDEXAMPLE", "example")))
                .build();
        UrlFunctions functions = new UrlFunctions(folder)) {
      String queue = sqs.createQueue(request -> request.queueName("requests")).queueUrl();
      PackagedFunction push = push(functions, queue);
      FunctionUrl url = new FunctionUrl(push);
      long now = System.currentTimeMillis();
      for (int sender = 0; sender < SENDERS; sender++) {
        assertThat(write(url, "sender-" + sender, now).status()).as(push.log()).isEqualTo(204);
      }
      assertThat(write(url, "late", now + 3_600_000).body()).contains("too far in the future");
      assertThat(objects()).as("the first is stored at once").isEqualTo(1);

      String[] bodies = received(sqs, queue);
      assertThat(bodies).hasSize(SENDERS - 1);
      PackagedFunction cold = push(functions, queue);
      assertThat(cold.invoke(SqsEnvelope.of(bodies)))
          .as("an environment that the queue starts: %s", cold.log())
          .isEqualTo("{\"batchItemFailures\":[]}");
      assertThat(objects()).isEqualTo(2);
      assertThat(write(new FunctionUrl(cold), "sender-0", now).status()).isEqualTo(204);
      push.invoke(SqsEnvelope.of(bodies));
      assertThat(push.invoke(SqsEnvelope.of("poison", bodies[0])))
          .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m0\"}]}");

      FunctionUrl query = new FunctionUrl(functions.start("query", Map.of()).function());
      assertThat(
              new ObjectMapper()
                  .readTree(
                      query
                          .get(
                              "/api/v1/query",
                              "query=sum(count_over_time(gathered%5B5m%5D))&time=" + now / 1e3)
                          .body())
                  .path("data")
                  .path("result")
                  .path(0)
                  .path("value")
                  .path(1)
                  .asText())
          .isEqualTo(Integer.toString(SENDERS));
    }
  }

  private static PackagedFunction push(UrlFunctions functions, String queue) throws IOException {
    return functions
        .start(
            "push",
            Map.of(
                "FIREBUCKET_REMOTE_WRITE_QUEUE",
                queue,
                "FIREBUCKET_REMOTE_WRITE_GATHERING",
                "5m",
                "FIREBUCKET_SQS_ENDPOINT",
                aws.url()))
        .function();
  }

  private static String[] received(SqsClient sqs, String queue) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 20 && bodies.size() < SENDERS - 1; i++) {
      sqs
          .receiveMessage(
              request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
          .messages()
          .stream()
          .map(Message::body)
          .forEach(bodies::add);
    }
    return bodies.toArray(String[]::new);
  }

  private int objects() {
    String[] names = folder.resolve("store/tail").toFile().list();
    return names == null ? 0 : names.length;
  }

  private static FunctionUrl.Answer write(FunctionUrl url, String sender, long at) {
    return url.send(
        "POST",
        "/api/v1/write",
        "",
        Map.of("content-type", "application/x-protobuf", "content-encoding", "snappy"),
        snappy(field(1, joined(label("__name__", "gathered"), label("s", sender), sample(at)))));
  }

  private static byte[] label(String name, String value) {
    return field(
        1,
        joined(
            field(1, name.getBytes(StandardCharsets.UTF_8)),
            field(2, value.getBytes(StandardCharsets.UTF_8))));
  }

  /// A value of 0, which the wire format leaves out, and a time.
  private static byte[] sample(long at) {
    return field(2, joined(new byte[] {2 << 3}, varint(at)));
  }

  private static byte[] field(int number, byte[] content) {
    return joined(new byte[] {(byte) (number << 3 | 2)}, varint(content.length), content);
  }

  private static byte[] varint(long number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long left = number;
    while (left > 0x7f) {
      bytes.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /// Snappy's block format without compression: the length, then one literal.
  private static byte[] snappy(byte[] content) {
    return joined(
        varint(content.length),
        new byte[] {(byte) (60 << 2), (byte) (content.length - 1)},
        content);
  }
}
