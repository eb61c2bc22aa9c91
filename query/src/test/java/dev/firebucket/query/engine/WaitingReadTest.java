package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A query that waits for what another one fetches ends when its own time is over or its client is
/// gone, and the other goes on.
class WaitingReadTest {
  private static final long START = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir Path cache;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);

  /// One for each query that has seen what the store holds.
  private final Semaphore looks = new Semaphore(0);

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private volatile String slow = "nothing";
  private Bucket bucket;
  private QueryEngine engine;

  private final ForwardingStore store =
      new ForwardingStore(memory) {
        @Override
        public Optional<ObjectPart> range(String key, long offset, int length, String version)
            throws IOException {
          await(key);
          return super.range(key, offset, length, version);
        }

        @Override
        public boolean download(String key, Path target) throws IOException {
          await(key);
          return super.download(key, target);
        }

        @Override
        public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
          return looked(prefix, super.list(prefix, startAfter));
        }

        @Override
        public List<ObjectSummary> list(String prefix) throws IOException {
          return looked(prefix, super.list(prefix));
        }

        private List<ObjectSummary> looked(String prefix, List<ObjectSummary> found) {
          if (prefix.equals("tail/")) {
            looks.release();
          }
          return found;
        }

        private void await(String key) throws IOException {
          if (key.startsWith(slow)) {
            asked.countDown();
            try {
              answers.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new InterruptedIOException("interrupted");
            }
          }
        }
      };

  @BeforeEach
  void fill() throws IOException {
    Random random = new Random(1);
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 40_000; i++) {
      batch.append(LabelSet.of("__name__", "m", "i", "" + i % 50), START + i, random.nextDouble());
    }
    try (Bucket writing = Bucket.on(memory, BucketOptions.defaults())) {
      writing.writer().write(batch);
      writing.compactor(CompactionPolicy.EAGER).compact(Instant.ofEpochMilli(START + 900_000_000));
      SampleBatch fresh = new SampleBatch();
      fresh.append(LabelSet.of("__name__", "m", "i", "fresh"), START + 40_000, 1);
      writing.writer().write(fresh);
    }
    bucket =
        Bucket.on(
            store, BucketOptions.defaults().withCache(new ReadCache(cache, 64 << 20, 64 << 20)));
    engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    answers.countDown();
    clients.shutdownNow();
    engine.close();
    bucket.close();
  }

  private QueryResult ask(Duration timeout) {
    return engine.instant(
        new InstantQuery(
            "sum(count_over_time(m[5m]))", START + 50_000, Duration.ofMinutes(5), timeout));
  }

  /// A client whose query fetches, and is not answered.
  private Future<QueryResult> fetching(String prefix) throws InterruptedException {
    slow = prefix;
    Future<QueryResult> first = clients.submit(() -> ask(LONG));
    awaitAsked();
    looks.drainPermits();
    return first;
  }

  private void awaitAsked() throws InterruptedException {
    assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static void requireType(PromqlException.Type type, Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(PromqlException.class, e -> assertThat(e.type()).isEqualTo(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples/", "series/", "tail/"})
  void whoWaitsEndsWithItsOwnTimeAndTheOtherIsAnswered(String prefix) throws Exception {
    Future<QueryResult> first = fetching(prefix);

    Future<QueryResult> second = clients.submit(() -> ask(SHORT));

    assertThatThrownBy(() -> second.get(LONG.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .satisfies(e -> requireType(PromqlException.Type.TIMEOUT, e.getCause()));
    assertThat(first).isNotDone();
    answers.countDown();
    assertThat(first.get().toString()).contains("40001");
    assertThat(ask(LONG).toString()).contains("40001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples/", "series/", "tail/"})
  void whoWaitsEndsWhenItsClientIsGoneAndTheOtherIsAnswered(String prefix) throws Exception {
    Future<QueryResult> first = fetching(prefix);
    Client second = new Client();
    looks.acquire();

    second.leave();

    requireType(PromqlException.Type.CANCELED, second.failure());
    assertThat(first).isNotDone();
    answers.countDown();
    assertThat(first.get().toString()).contains("40001");
  }

  /// Who waited for a query that ended fetches by itself.
  @ParameterizedTest
  @ValueSource(strings = {"samples/", "series/", "tail/"})
  void whoFetchesEndsWhenItsClientIsGoneAndWhoWaitedFetches(String prefix) throws Exception {
    slow = prefix;
    Client first = new Client();
    awaitAsked();
    Future<QueryResult> second = clients.submit(() -> ask(LONG));
    looks.acquire(2);

    first.leave();

    requireType(PromqlException.Type.CANCELED, first.failure());
    answers.countDown();
    assertThat(second.get().toString()).contains("40001");
  }

  /// A client that may leave before it is answered.
  private final class Client {
    private final CompletableFuture<PromqlException> failed = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run);

    Client() {
      thread.start();
    }

    private void run() {
      try {
        var _ = ask(LONG);
        failed.completeExceptionally(new AssertionError("it was answered"));
      } catch (PromqlException e) {
        failed.complete(e);
      }
    }

    void leave() {
      thread.interrupt();
    }

    PromqlException failure() throws Exception {
      return failed.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
