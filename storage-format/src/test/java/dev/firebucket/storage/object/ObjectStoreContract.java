package dev.firebucket.storage.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store must do. A new backend adds a class of twenty lines that opens one.
abstract class ObjectStoreContract {
  @TempDir Path work;

  private ObjectStore store;

  /// Opens an empty store.
  abstract ObjectStore open() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() {
    if (store != null) {
      store.close();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static <T> List<T> atOnce(int threads, Callable<T> task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  @Test
  void anObjectIsCopiedInsideOfTheStore() throws IOException {
    store.put("samples/a", bytes("one"));

    assertThat(store.copy("samples/a", "snapshots/x/samples/a")).isTrue();
    assertThat(store.copy("samples/none", "snapshots/x/samples/none")).isFalse();
    store.put("samples/a", bytes("two"));

    assertThat(store.get("snapshots/x/samples/a")).hasValue(bytes("one"));
    assertThat(store.copy("samples/a", "snapshots/x/samples/a")).isTrue();
    assertThat(store.get("snapshots/x/samples/a")).hasValue(bytes("two"));
  }

  @Test
  void whatWasPutIsRead() throws Exception {
    store.put("push/job=a/group.json", bytes("{}"));

    assertThat(store.get("push/job=a/group.json")).contains(bytes("{}"));
  }

  @Test
  void anObjectThatIsNotThereIsEmpty() throws Exception {
    assertThat(store.get("tail/none")).isEmpty();
    assertThat(store.download("tail/none", work.resolve("none"))).isFalse();
    assertThat(store.localFile("tail/none")).isEmpty();
  }

  @Test
  void anEmptyObjectIsAnObject() throws Exception {
    store.put("state/empty", new byte[0]);

    assertThat(store.get("state/empty")).contains(new byte[0]);
    assertThat(store.list("state/")).extracting(ObjectSummary::size).containsExactly(0L);
  }

  @Test
  void aPutOverwrites() throws Exception {
    store.put("state/x", bytes("a longer text than the next"));
    store.put("state/x", bytes("short"));

    assertThat(store.get("state/x")).contains(bytes("short"));
  }

  @Test
  void putIfAbsentWritesOnce() throws Exception {
    assertThat(store.putIfAbsent("catalog/1.json", bytes("a")))
        .isEqualTo(PutIfAbsentOutcome.CREATED);
    assertThat(store.putIfAbsent("catalog/1.json", bytes("b")))
        .isEqualTo(PutIfAbsentOutcome.EXISTS);

    assertThat(store.get("catalog/1.json")).contains(bytes("a"));
  }

  @Test
  void ofManyWhoPutIfAbsentAtOnceExactlyOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = "catalog/" + round;

      List<String> winners = Collections.synchronizedList(new ArrayList<>());
      atOnce(
          8,
          () -> {
            String name = Thread.currentThread().getName();
            if (store.putIfAbsent(key, bytes(name)) == PutIfAbsentOutcome.CREATED) {
              winners.add(name);
            }
            return name;
          });

      assertThat(winners).hasSize(1);
      assertThat(store.get(key)).contains(bytes(winners.getFirst()));
    }
  }

  @Test
  void aReaderNeverSeesHalfAnObject() throws Exception {
    byte[] ones = "1".repeat(200_000).getBytes(UTF_8);
    byte[] twos = "2".repeat(300_000).getBytes(UTF_8);
    store.put("state/x", ones);

    List<Boolean> whole =
        atOnce(
            4,
            () -> {
              boolean good = true;
              for (int i = 0; i < 10; i++) {
                store.put("state/x", i % 2 == 0 ? twos : ones);
                byte[] seen = store.get("state/x").orElseThrow();
                good &= Arrays.equals(seen, ones) || Arrays.equals(seen, twos);
              }
              return good;
            });

    assertThat(whole).doesNotContain(false);
  }

  @Test
  void aListHoldsOneFolderInOrderOfKeys() throws Exception {
    for (String key : List.of("tail/b", "tail/a", "tail/a-1", "tail/sub/c", "tails/x", "state/x")) {
      store.put(key, bytes(key));
    }

    assertThat(store.list("tail/"))
        .extracting(ObjectSummary::key)
        .containsExactly("tail/a", "tail/a-1", "tail/b", "tail/sub/c");
    assertThat(store.list("tail/"))
        .extracting(ObjectSummary::size)
        .containsExactly(6L, 8L, 6L, 10L);
    assertThat(store.list("tail/", "tail/a-1"))
        .extracting(ObjectSummary::key)
        .containsExactly("tail/b", "tail/sub/c");
    assertThat(store.list("")).hasSize(6);
    assertThat(store.list("none/")).isEmpty();
  }

  @Test
  void aListHoldsMoreThanOnePage() throws Exception {
    List<String> keys = IntStream.range(0, 1_050).mapToObj(i -> "tail/%05d".formatted(i)).toList();
    try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
      List<Future<?>> puts = new ArrayList<>();
      for (String key : keys) {
        puts.add(
            executor.submit(
                () -> {
                  store.put(key, bytes("x"));
                  return null;
                }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }

    assertThat(store.list("tail/")).extracting(ObjectSummary::key).containsExactlyElementsOf(keys);

    store.delete(keys);

    assertThat(store.list("tail/")).isEmpty();
  }

  @Test
  void whatIsDeletedIsGoneAndMayBePutAgain() throws Exception {
    store.put("tail/a", bytes("a"));
    store.put("tail/b", bytes("b"));

    store.delete(List.of("tail/a", "tail/none"));

    assertThat(store.get("tail/a")).isEmpty();
    assertThat(store.get("tail/b")).isPresent();
    assertThat(store.putIfAbsent("tail/a", bytes("new"))).isEqualTo(PutIfAbsentOutcome.CREATED);
  }

  @Test
  void aPartOfAnObjectIsReadAlone() throws Exception {
    byte[] body = new byte[3_000_000];
    new Random(8).nextBytes(body);
    store.put("samples/date=2026-11-22/a.parquet", body);
    StoreRequestCounts before = store.requests().counts();

    ObjectPart middle =
        store.range("samples/date=2026-11-22/a.parquet", 1_000_000, 500_000, "").orElseThrow();
    ObjectPart last =
        store
            .range("samples/date=2026-11-22/a.parquet", 2_999_999, 1, middle.version())
            .orElseThrow();

    assertThat(middle.bytes()).isEqualTo(Arrays.copyOfRange(body, 1_000_000, 1_500_000));
    assertThat(last.bytes()).isEqualTo(Arrays.copyOfRange(body, 2_999_999, 3_000_000));
    assertThat(store.requests().counts().since(before).of(StoreRequest.GET_RANGE))
        .isEqualTo(new StoreRequestCounts.Count(2, 0, 500_001));
    assertThat(store.range("samples/none", 0, 1, "")).isEmpty();
  }

  @Test
  void aPartOfAnObjectThatWasReplacedIsRefused() throws Exception {
    store.put("state/x", bytes("before"));
    String version = store.range("state/x", 0, 2, "").orElseThrow().version();

    store.put("state/x", bytes("after!"));

    assertThatThrownBy(() -> store.range("state/x", 2, 2, version))
        .isInstanceOf(ObjectReplacedException.class)
        .hasMessageContaining("'state/x'")
        .hasMessageContaining("was replaced while it was read");
    assertThat(store.range("state/x", 2, 2, "").orElseThrow().bytes()).isEqualTo(bytes("te"));
  }

  @Test
  void aPartBeyondTheEndOfAnObjectIsAnErrorWithItsKey() throws Exception {
    store.put("state/x", bytes("short"));

    assertThatThrownBy(() -> store.range("state/x", 3, 4, ""))
        .isInstanceOf(ObjectCutException.class)
        .hasMessageContaining("'state/x'");
    assertThatThrownBy(() -> store.range("state/x", 100, 4, ""))
        .isInstanceOf(ObjectCutException.class)
        .hasMessageContaining("'state/x'");
  }

  @Test
  void filesGoUpAndComeDown() throws Exception {
    byte[] body = new byte[3_000_000];
    new Random(7).nextBytes(body);
    Path source = Files.write(work.resolve("source"), body);

    store.upload("samples/date=2026-11-22/a.parquet", source);
    boolean there = store.download("samples/date=2026-11-22/a.parquet", work.resolve("target"));

    assertThat(there).isTrue();
    assertThat(work.resolve("target")).hasBinaryContent(body);
    assertThat(source).exists();
  }

  @Test
  void aDownloadOverwritesNothing() throws Exception {
    store.put("tail/a", bytes("a"));
    Path taken = Files.writeString(work.resolve("taken"), "mine");

    assertThatThrownBy(() -> store.download("tail/a", taken)).isInstanceOf(IOException.class);
    assertThat(taken).hasContent("mine");
  }

  @Test
  void everyRequestIsCountedByItsKind() throws Exception {
    StoreRequestCounts before = store.requests().counts();

    store.put("tail/a", new byte[10]);
    store.upload("tail/b", Files.write(work.resolve("b"), new byte[20]));
    store.putIfAbsent("catalog/1.json", new byte[3]);
    store.putIfAbsent("catalog/1.json", new byte[3]);
    store.get("tail/a");
    store.get("tail/none");
    store.download("tail/b", work.resolve("b2"));
    store.list("tail/");
    store.delete(List.of("tail/a", "tail/b"));

    StoreRequestCounts asked = store.requests().counts().since(before);
    assertThat(asked).hasToString("get=3 put=2 put_if_absent=2 list=1 delete=1");
    assertThat(asked.of(StoreRequest.PUT)).isEqualTo(new StoreRequestCounts.Count(2, 0, 30));
    assertThat(asked.of(StoreRequest.PUT_IF_ABSENT))
        .isEqualTo(new StoreRequestCounts.Count(2, 0, 6));
    assertThat(asked.of(StoreRequest.GET)).isEqualTo(new StoreRequestCounts.Count(3, 0, 30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a b", "a\\b", "ä"})
  void aKeyThatSomeStoreCouldNotHoldIsRefused(String key) {
    assertThatThrownBy(() -> store.put(key, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an object key");
  }
}
