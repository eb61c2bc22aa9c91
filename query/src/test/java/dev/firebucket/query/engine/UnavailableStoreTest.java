package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be had now is an error of its own, never a smaller answer.
class UnavailableStoreTest {
  private static final long START = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  @TempDir Path cache;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private @Nullable IOException failure;
  private String refused = "";

  private final ForwardingStore store =
      new ForwardingStore(memory) {
        @Override
        public Optional<ObjectPart> range(String key, long offset, int length, String version)
            throws IOException {
          fail(key);
          return super.range(key, offset, length, version);
        }

        @Override
        public boolean download(String key, Path target) throws IOException {
          fail(key);
          return super.download(key, target);
        }

        private void fail(String key) throws IOException {
          if (failure != null && key.startsWith(refused)) {
            throw failure;
          }
        }
      };

  private void write() throws IOException {
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
  }

  private QueryResult ask(QueryEngine engine) {
    return engine.instant(
        new InstantQuery(
            "sum(count_over_time(m[5m]))",
            START + 50_000,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples/", "series/", "tail/"})
  void aStoreThatRefusesIsUnavailableAndAnswersAgainOnceItServes(String prefix) throws IOException {
    write();
    try (Bucket bucket =
            Bucket.on(
                store,
                BucketOptions.defaults().withCache(new ReadCache(cache, 64 << 20, 64 << 20)));
        QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      refused = prefix;
      failure =
          new ObjectStoreException(
              "cannot read '" + prefix + "x': the credentials have expired; log in again");

      assertThatExceptionOfType(PromqlException.class)
          .isThrownBy(() -> ask(engine))
          .withMessageContaining("log in again")
          .satisfies(e -> assertThat(e.type()).isEqualTo(PromqlException.Type.UNAVAILABLE));
      for (IOException any :
          List.of(
              new FileSystemException("x", null, "Too many open files"),
              new AccessDeniedException("x"),
              new NoSuchFileException("x"),
              new SocketTimeoutException("no answer"),
              new EOFException("the connection ended"),
              new IOException("words that nobody has heard before"))) {
        failure = any;
        assertThatExceptionOfType(PromqlException.class)
            .as("%s", any)
            .isThrownBy(() -> ask(engine))
            .satisfies(e -> assertThat(e.type()).isEqualTo(PromqlException.Type.UNAVAILABLE));
      }
      failure = null;
      assertThat(ask(engine).warnings()).isEmpty();
      assertThat(ask(engine).toString()).contains("40001");
    }
  }

  @Test
  void anObjectThatIsMissingIsNamedAndTheRestAnswered() throws IOException {
    write();
    memory.delete(memory.list("samples/").stream().map(one -> one.key()).toList());
    memory.delete(memory.list("series/").stream().map(one -> one.key()).toList());
    try (Bucket bucket =
            Bucket.on(
                store,
                BucketOptions.defaults().withCache(new ReadCache(cache, 64 << 20, 64 << 20)));
        QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      QueryResult answer = ask(engine);

      assertThat(answer.toString()).contains("value=1.0");
      assertThat(answer.warnings())
          .singleElement()
          .asString()
          .contains("samples/date=2026-11-22/", "is missing");
    }
  }
}
