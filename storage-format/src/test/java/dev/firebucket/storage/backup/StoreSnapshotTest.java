package dev.firebucket.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.directory.DirectoryObjectStore;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.Harm;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A copy says what is damaged in it, and has all the rest.
class StoreSnapshotTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  /// Two compacted files, each with its series file, and two fresh objects.
  private static void fill(ObjectStore store) throws IOException {
    try (Bucket bucket = Bucket.on(store, BucketOptions.defaults())) {
      write(bucket, NOON.minus(Duration.ofDays(5)), NOON.minus(Duration.ofDays(4)));
      var _ = bucket.compactor(CompactionPolicy.EAGER).compact(NOON);
      write(bucket, NOON);
      write(bucket, NOON.plusSeconds(1));
      store.delete(bucket.catalogs().newest().removedKeys());
    }
  }

  private static void write(Bucket bucket, Instant... times) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (Instant time : times) {
      for (int i = 0; i < 50; i++) {
        batch.append(
            LabelSet.of("__name__", "m", "i", "" + i), time.plusSeconds(i).toEpochMilli(), i);
      }
    }
    bucket.writer().write(batch);
  }

  private static SnapshotCopy take(ObjectStore store) throws IOException {
    try (Bucket bucket = Bucket.on(store, BucketOptions.defaults())) {
      return new StoreSnapshot(store, bucket.catalogs()).take(true, NOON, "a");
    }
  }

  private static List<String> keys(ObjectStore store, String prefix) throws IOException {
    return store.list(prefix).stream().map(ObjectSummary::key).toList();
  }

  private List<ObjectStore> stores() throws IOException {
    return List.of(new MemoryObjectStore(), DirectoryObjectStore.open(folder.resolve("store")));
  }

  @Test
  void aSoundStoreIsCopiedWithoutAWord() throws Exception {
    for (ObjectStore store : stores()) {
      fill(store);

      SnapshotCopy copy = take(store);

      assertThat(copy.problems()).isEmpty();
      assertThat(keys(store, "snapshots/" + copy.name() + "/")).hasSize(7);
    }
  }

  /// Any harm to any object but the catalog.
  @ParameterizedTest
  @EnumSource(Harm.class)
  void whatIsDamagedIsNamedWithItsOriginalAndTheRestIsThere(Harm harm) throws Exception {
    Random random = new Random(4);
    MemoryObjectStore sound = new MemoryObjectStore();
    fill(sound);
    List<String> harmable = new ArrayList<>();
    for (String prefix : List.of("samples/", "series/", "tail/")) {
      harmable.addAll(keys(sound, prefix));
    }
    for (String key : harmable) {
      MemoryObjectStore store = new MemoryObjectStore();
      fill(store);
      String same = keys(store, key.substring(0, key.lastIndexOf('/') + 1)).getFirst();
      byte[] harmed = harm.to(store.get(same).orElseThrow(), random);
      store.put(same, harmed);

      SnapshotCopy copy = take(store);

      assertThat(copy.problems())
          .singleElement()
          .asString()
          .contains("'snapshots/" + copy.name() + "/" + same + "' is damaged")
          .contains("so is '" + same + "'", "restore it");
      assertThat(keys(store, "snapshots/" + copy.name() + "/")).hasSize(7);
    }
  }

  @Test
  void aCopyThatWentWrongIsNamedThoughTheOriginalIsSound() throws Exception {
    MemoryObjectStore memory = new MemoryObjectStore();
    fill(memory);
    ForwardingStore half =
        new ForwardingStore(memory) {
          @Override
          public boolean copy(String from, String to) throws IOException {
            boolean copied = super.copy(from, to);
            if (from.startsWith("tail/")) {
              put(to, new byte[20]);
            }
            return copied;
          }
        };

    assertThat(take(half).problems())
        .hasSize(2)
        .allMatch(one -> one.contains("it has 20 bytes and should have"))
        .allMatch(one -> one.contains("is sound: take another copy"));
  }

  @Test
  void whatIsMissingThoughTheStoreListsItIsNamedAndTheRestCopied() throws Exception {
    for (ObjectStore store : stores()) {
      fill(store);
      String gone = keys(store, "samples/").getFirst();
      store.delete(List.of(gone));

      SnapshotCopy copy = take(store);

      assertThat(copy.problems()).singleElement().asString().contains(gone, "missing");
      assertThat(keys(store, "snapshots/" + copy.name() + "/catalog/")).hasSize(1);
      assertThat(keys(store, "snapshots/" + copy.name() + "/tail/")).hasSize(2);
    }
  }

  @Test
  void aStoreThatDoesNotAnswerEndsTheCopy() throws Exception {
    MemoryObjectStore memory = new MemoryObjectStore();
    fill(memory);
    ForwardingStore refusing =
        new ForwardingStore(memory) {
          @Override
          public boolean copy(String from, String to) throws IOException {
            throw new ObjectStoreException("the store answers 503 for " + from);
          }
        };

    assertThatThrownBy(() -> take(refusing)).hasMessageContaining("503");
    assertThat(keys(memory, "snapshots/")).isEmpty();
  }
}
