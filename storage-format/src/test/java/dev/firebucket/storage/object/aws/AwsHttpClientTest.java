package dev.firebucket.storage.object.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// A client of the SDK over these connections, against a server that behaves and one that does not.
@Timeout(60)
class AwsHttpClientTest {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private S3AsyncClient client;

  /// How an answer is given.
  @FunctionalInterface
  private interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private volatile Answer answering = exchange -> exchange.sendResponseHeaders(200, -1);

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    client = client(new AwsHttpLimits(3, Duration.ofSeconds(5), Duration.ofSeconds(30)));
  }

  private S3AsyncClient client(AwsHttpLimits limits) {
    return S3AsyncClient.builder()
        .httpClientBuilder(limits)
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .serviceConfiguration(S3Configuration.builder().expectContinueEnabled(false).build())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
        .overrideConfiguration(all -> all.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  private void impatient() {
    client.close();
    client = client(new AwsHttpLimits(3, Duration.ofSeconds(5), SILENCE));
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
    try (exchange) {
      answering.give(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
    }
  }

  @AfterEach
  void close() {
    released.countDown();
    client.close();
    server.stop(0);
    threads.close();
  }

  private CompletableFuture<ResponseBytes<GetObjectResponse>> get(String key) {
    return client.getObject(get -> get.bucket("b").key(key), AsyncResponseTransformer.toBytes());
  }

  private static byte[] bytes(CompletableFuture<ResponseBytes<GetObjectResponse>> answer)
      throws Exception {
    return answer.get(20, TimeUnit.SECONDS).asByteArray();
  }

  @Test
  void aLargeBodyArrivesAsItWasSentBothWays() throws Exception {
    byte[] body = new byte[5_000_000];
    new Random(1).nextBytes(body);
    List<byte[]> uploaded = new ArrayList<>();
    answering =
        exchange -> {
          byte[] sent = exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("PUT")) {
            uploaded.add(sent);
            exchange.sendResponseHeaders(200, -1);
          } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        };

    client
        .putObject(put -> put.bucket("b").key("k"), AsyncRequestBody.fromBytes(body))
        .get(20, TimeUnit.SECONDS);

    assertThat(bytes(get("k"))).isEqualTo(body);
    // The SDK wraps a body in parts with a checksum after them.
    assertThat(uploaded)
        .singleElement()
        .satisfies(sent -> assertThat(contains(sent, body)).isTrue());
  }

  private static boolean contains(byte[] sent, byte[] body) {
    byte[] piece = Arrays.copyOfRange(body, 1_000, 3_000);
    return new String(sent, ISO_8859_1).contains(new String(piece, ISO_8859_1));
  }

  @Test
  void anEmptyBodyIsSentWithItsLength() throws Exception {
    List<String> lengths = new ArrayList<>();
    answering =
        exchange -> {
          lengths.add(exchange.getRequestHeaders().getFirst("Content-Length"));
          exchange.sendResponseHeaders(200, -1);
        };

    client
        .putObject(put -> put.bucket("b").key("k"), AsyncRequestBody.empty())
        .get(20, TimeUnit.SECONDS);

    assertThat(lengths).singleElement().isNotNull();
  }

  @Test
  void noMoreRequestsRunAtOnceThanThereAreConnections() throws Exception {
    answering =
        exchange -> {
          Thread.sleep(20);
          exchange.sendResponseHeaders(200, -1);
        };
    List<CompletableFuture<ResponseBytes<GetObjectResponse>>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(get("k" + i));
    }

    for (CompletableFuture<ResponseBytes<GetObjectResponse>> one : all) {
      assertThat(bytes(one)).isEmpty();
    }
    assertThat(asked).hasValue(20);
    assertThat(mostAtOnce.get()).isBetween(2, 3);
  }

  @Test
  void whoGivesUpWhileWaitingIsNeverSentAndTheNextIs() throws Exception {
    answering =
        exchange -> {
          if (!exchange.getRequestURI().getPath().endsWith("next")) {
            released.await();
          }
          exchange.sendResponseHeaders(200, -1);
        };
    client.close();
    client = client(new AwsHttpLimits(1, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    CompletableFuture<ResponseBytes<GetObjectResponse>> first = get("first");
    CompletableFuture<ResponseBytes<GetObjectResponse>> given = get("given-up");
    CompletableFuture<ResponseBytes<GetObjectResponse>> next = get("next");

    given.cancel(true);
    released.countDown();

    assertThat(bytes(first)).isEmpty();
    assertThat(bytes(next)).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    impatient();
    answering = exchange -> released.await();

    assertThatThrownBy(() -> get("k").get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(HttpTimeoutException.class)
        .hasStackTraceContaining("nothing was sent or arrived for PT1S");
  }

  @Test
  void anAnswerThatStopsInTheMiddleIsGivenUp() {
    impatient();
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("half".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          released.await();
        };

    assertThatThrownBy(() -> get("k").get(20, TimeUnit.SECONDS))
        .hasStackTraceContaining("nothing was sent or arrived for PT1S");
  }

  @Test
  void anAnswerThatIsSlowButMovesIsWaitedFor() throws Exception {
    impatient();
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          for (int i = 0; i < 5; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            Thread.sleep(SILENCE.toMillis() / 3);
          }
        };

    assertThat(bytes(get("k"))).hasSize(5);
  }

  @Test
  void whoGivesUpWhileAnAnswerArrivesHasItsTurnBack() throws Exception {
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          released.await();
        };
    client.close();
    client = client(new AwsHttpLimits(1, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    CompletableFuture<ResponseBytes<GetObjectResponse>> hanging = get("hanging");
    while (asked.get() == 0) {
      Thread.sleep(5);
    }

    hanging.cancel(true);
    answering = exchange -> exchange.sendResponseHeaders(200, -1);

    assertThat(bytes(get("next"))).isEmpty();
  }

  @Test
  void aClosedClientEndsWhatIsOnItsWay() throws Exception {
    answering = exchange -> released.await();
    client.close();
    client = client(new AwsHttpLimits(3, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    CompletableFuture<ResponseBytes<GetObjectResponse>> hanging = get("hanging");
    while (asked.get() == 0) {
      Thread.sleep(5);
    }

    client.close();

    assertThatThrownBy(() -> hanging.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void howLongAReaderTakesIsNoSilence() throws Exception {
    impatient();
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 100_000);
          exchange.getResponseBody().write(new byte[100_000]);
        };
    AtomicInteger bytes = new AtomicInteger();

    client
        .getObject(get -> get.bucket("b").key("k"), AsyncResponseTransformer.toPublisher())
        .get(20, TimeUnit.SECONDS)
        .subscribe(
            arrived -> {
              if (bytes.getAndAdd(arrived.remaining()) == 0) {
                sleep(SILENCE.multipliedBy(2));
              }
            })
        .get(20, TimeUnit.SECONDS);

    assertThat(bytes).hasValue(100_000);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aClosedClientEndsAllThatWait() throws Exception {
    answering = exchange -> released.await();
    client.close();
    client = client(new AwsHttpLimits(3, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    List<CompletableFuture<ResponseBytes<GetObjectResponse>>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(get("k" + i));
    }
    while (asked.get() == 0) {
      Thread.sleep(5);
    }

    client.close();

    for (CompletableFuture<ResponseBytes<GetObjectResponse>> one : all) {
      assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void limitsAreAboveZero() {
    assertThatThrownBy(() -> new AwsHttpLimits(0, SILENCE, SILENCE))
        .hasMessageContaining("must be above 0");
    assertThatThrownBy(() -> new AwsHttpLimits(1, Duration.ZERO, SILENCE))
        .hasMessageContaining("must be above 0");
  }
}
