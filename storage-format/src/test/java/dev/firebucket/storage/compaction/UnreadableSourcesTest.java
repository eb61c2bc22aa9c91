package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.retention.Deletion;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A run finds all of its sources that cannot be read at once, and fetches each of them once.
class UnreadableSourcesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final TestClock clock = new TestClock(NOON);
  private final MemoryObjectStore memory = new MemoryObjectStore(clock);
  private final Map<String, Integer> fetched = new ConcurrentHashMap<>();
  private final ForwardingStore store =
      new ForwardingStore(memory) {
        @Override
        public boolean download(String key, Path target) throws IOException {
          fetched.merge(key, 1, Integer::sum);
          return super.download(key, target);
        }
      };
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    bucket = Bucket.on(store, BucketOptions.defaults().withClock(clock));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private void write(int second) throws IOException {
    write(NOON.minus(Duration.ofDays(5)).plusSeconds(second));
  }

  private void write(Instant time) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (String job : List.of("api", "debug")) {
      batch.append(LabelSet.of("__name__", "up", "job", job), time.toEpochMilli(), 1);
    }
    bucket.writer().write(batch);
  }

  private List<String> keys(String prefix) throws IOException {
    return memory.list(prefix).stream().map(ObjectSummary::key).toList();
  }

  private void damage(String key) throws IOException {
    byte[] bytes = memory.get(key).orElseThrow();
    bytes[bytes.length / 3] ^= 1;
    memory.put(key, bytes);
  }

  private CompactionReport compact(CompactionPolicy policy) throws IOException {
    return bucket.compactor(policy).compact(clock.instant());
  }

  @Test
  void allFreshObjectsThatAreDamagedAreNamedAndTheOthersTakenInWithOneFetchOfEach()
      throws Exception {
    for (int i = 0; i < 20; i++) {
      write(i);
    }
    List<String> tail = keys("tail/");
    List<String> damaged = List.of(tail.get(0), tail.get(7), tail.get(8), tail.get(19));
    for (String key : damaged) {
      damage(key);
    }

    CompactionReport report = compact(CompactionPolicy.EAGER);

    assertThat(report.problems())
        .hasSize(damaged.size())
        .allMatch(one -> damaged.stream().anyMatch(one::contains));
    assertThat(report.tailObjects()).isEqualTo(16);
    assertThat(report.tailLeft()).isEqualTo(4);
    assertThat(tail).allSatisfy(key -> assertThat(fetched.get(key)).as(key).isEqualTo(1));
    assertThat(bucket.catalogs().newest().files().stream().mapToLong(CatalogFile::rows).sum())
        .isEqualTo(32);
  }

  @Test
  void theNextRunLooksAgainAtWhatHasBeenRestored() throws Exception {
    write(0);
    write(1);
    String key = keys("tail/").getFirst();
    byte[] sound = memory.get(key).orElseThrow();
    damage(key);
    Compactor compactor = bucket.compactor(CompactionPolicy.EAGER);
    assertThat(compactor.compact(clock.instant()).problems()).hasSize(1);
    memory.put(key, sound);

    CompactionReport report = compactor.compact(clock.instant());

    assertThat(report.problems()).isEmpty();
    assertThat(report.tailObjects()).isEqualTo(1);
  }

  @Test
  void allDamagedFilesOfADayAreNamedByTheMergeThatMeetsThem() throws Exception {
    CompactionPolicy hours = CompactionPolicy.EAGER;
    for (int i = 0; i < 4; i++) {
      write(i);
      takeIn();
    }
    List<String> files = keys("samples/");
    assertThat(files).hasSize(4);
    damage(files.get(0));
    damage(files.get(2));
    fetched.clear();

    CompactionReport report = compact(hours);

    assertThat(report.problems())
        .hasSize(2)
        .anyMatch(one -> one.contains(files.get(0)))
        .anyMatch(one -> one.contains(files.get(2)));
    assertThat(report.mergedFiles()).isEqualTo(2);
    assertThat(fetched.get(files.get(0))).isEqualTo(1);
    assertThat(fetched.get(files.get(2))).isEqualTo(1);
  }

  /// A deletion takes in what is fresh, and merges nothing.
  private void takeIn() throws IOException {
    var _ = delete("nothing");
  }

  private DeletionReport delete(String job) throws IOException {
    return bucket
        .compactor(CompactionPolicy.EAGER)
        .delete(
            new Deletion(
                List.of(List.of(LabelMatcher.equal("job", job))),
                0,
                Long.MAX_VALUE,
                clock.instant()));
  }

  @Test
  void noDeletionIsDoneWhileAFreshObjectIsDamagedThoughItIsFetchedOnce() throws Exception {
    write(0);
    write(1);
    damage(keys("tail/").getFirst());
    for (int i = 0; i < 3; i++) {
      assertThat(delete("debug").problems()).hasSize(1);
    }
    fetched.clear();

    List<DeletionReport> again = bucket.compactor(CompactionPolicy.EAGER).finishDeletions();

    assertThat(again).hasSize(3).allSatisfy(one -> assertThat(one.problems()).hasSize(1));
    assertThat(keys(StorageLayout.DELETIONS)).noneMatch(key -> key.endsWith(".done.json"));
    assertThat(fetched.get(keys("tail/").getFirst())).isEqualTo(1);
  }

  @Test
  void rulesOfRetentionReadADamagedFileOnce() throws Exception {
    write(0);
    takeIn();
    String file = keys("samples/").getFirst();
    damage(file);
    damage(keys("series/").getFirst());
    write(NOON);
    fetched.clear();
    List<RetentionRule> rules = new ArrayList<>();
    for (String job : List.of("debug", "api", "other")) {
      rules.add(new RetentionRule(List.of(LabelMatcher.equal("job", job)), Duration.ofDays(2)));
    }

    CompactionReport report =
        bucket
            .compactor(CompactionPolicy.EAGER, () -> new RetentionPolicy(Duration.ZERO, 0, rules))
            .compact(clock.instant());

    assertThat(report.problems()).singleElement().asString().contains(file);
    assertThat(fetched.get(file)).isEqualTo(1);
  }
}
