package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.ObjectStores;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.testing.Harm;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A damaged object costs its own samples, says so in the warnings, and nothing else: whatever is
/// done to whichever object, the answer is that of a store without it, or the right one.
class DamagedStoreTest {
  private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Instant LATER = Instant.ofEpochMilli(DAY + 10 * DAY_MILLIS);

  private static final List<String> QUERIES =
      List.of(
          "sum by (job) (m0)",
          "count_over_time(m1{i=\"7\"}[3d])",
          "sum(sum_over_time(m0[3d])) + sum({__name__=~\"m.*\"})",
          "count({__name__!=\"\"}) or vector(0)",
          "rate(m0{i=~\"1|2\"}[30m])");

  /// For campaigns: `-Dfirebucket.damage.times=20`.
  private static final int TIMES = Integer.getInteger("firebucket.damage.times", 1);

  /// What is written together: two days that are merged, then fresh objects.
  private static final List<SampleBatch> PARTS = new ArrayList<>();

  /// The sound store's objects, and in which part the samples of each are.
  private static final Map<String, byte[]> OBJECTS = new TreeMap<>();

  private static final Map<String, Integer> PART_OF = new HashMap<>();

  /// What is right with all parts, and without each.
  private static final Map<Integer, List<String>> RIGHT = new HashMap<>();

  private static final int ALL = -1;

  @TempDir private static Path scratch;

  @BeforeAll
  static void writeTheSoundStore() throws IOException {
    Random random = new Random(3);
    PARTS.add(samples(random, DAY, 700, 120_000));
    PARTS.add(samples(random, DAY + DAY_MILLIS, 40, 1_800_000));
    for (int fresh = 0; fresh < 4; fresh++) {
      PARTS.add(samples(random, DAY + 2 * DAY_MILLIS + fresh * 600_000, 20, 30_000));
    }
    MemoryObjectStore store = new MemoryObjectStore();
    try (Bucket bucket = Bucket.on(store, options("sound"))) {
      for (int part = 0; part < PARTS.size(); part++) {
        Set<String> before = keys(store);
        bucket.writer().write(PARTS.get(part));
        if (part < 2) {
          bucket.compactor(CompactionPolicy.EAGER).compact(LATER);
        }
        for (String key : keys(store)) {
          if (!before.contains(key)) {
            PART_OF.put(key, part);
          }
        }
      }
      store.delete(bucket.catalogs().newest().removedKeys());
    }
    for (String key : keys(store)) {
      OBJECTS.put(key, store.get(key).orElseThrow());
    }
    for (int without = ALL; without < PARTS.size(); without++) {
      RIGHT.put(without, answersWithout(without));
    }
  }

  private static SampleBatch samples(Random random, long from, int count, long step) {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 120; i++) {
      for (int metric = 0; metric < 2; metric++) {
        LabelSet labels =
            LabelSet.of(
                LabelSet.NAME,
                "m" + metric,
                "i",
                Integer.toString(i),
                "job",
                i % 2 == 0 ? "a" : "b");
        for (int sample = 0; sample < count; sample++) {
          batch.append(labels, from + sample * step, random.nextDouble());
        }
      }
    }
    return batch;
  }

  private static List<String> answersWithout(int part) throws IOException {
    MemoryObjectStore store = new MemoryObjectStore();
    try (Bucket bucket = Bucket.on(store, options("without" + part))) {
      for (int i = 0; i < PARTS.size(); i++) {
        if (i != part) {
          bucket.writer().write(PARTS.get(i));
        }
      }
      List<String> answers = new ArrayList<>();
      for (Answer answer : answers(bucket, Sharding.of(Long.MAX_VALUE))) {
        assertThat(answer.warnings()).isEmpty();
        answers.add(answer.json());
      }
      return answers;
    }
  }

  private static Set<String> keys(ObjectStore store) throws IOException {
    Set<String> keys = new HashSet<>();
    for (ObjectSummary object : store.list("")) {
      keys.add(object.key());
    }
    return keys;
  }

  private static BucketOptions options(String cache) {
    return BucketOptions.defaults()
        .withCache(new ReadCache(scratch.resolve(cache), 64 << 20, 64 << 20));
  }

  private record Answer(String json, List<String> warnings) {}

  private static List<Answer> answers(Bucket bucket, Sharding sharding) {
    List<Answer> answers = new ArrayList<>();
    Duration lookback = Duration.ofMinutes(35);
    Duration timeout = Duration.ofMinutes(1);
    try (QueryEngine engine =
        new QueryEngine(bucket.reader(), EngineOptions.DEFAULT.withSharding(sharding))) {
      for (String query : QUERIES) {
        answers.add(
            answer(
                engine.instant(
                    new InstantQuery(query, DAY + 2 * DAY_MILLIS + 3_000_000, lookback, timeout))));
        answers.add(
            answer(
                engine.range(
                    new RangeQuery(
                        query,
                        DAY + 3_600_000,
                        DAY + 2 * DAY_MILLIS + 3_600_000,
                        3_600_000,
                        lookback,
                        timeout))));
      }
    }
    return answers;
  }

  private static Answer answer(QueryResult result) {
    String json = new String(PrometheusJson.bytes(result), StandardCharsets.UTF_8);
    return new Answer(json.replaceFirst(",\"warnings\":.*", ""), result.warnings());
  }

  /// Each in a store that is read in place, and in one that is fetched from.
  @ParameterizedTest
  @CsvSource({
    "1,14,false,1,1",
    "2,14,true,1,1",
    "3,4,false,3,1",
    "4,4,true,3,1",
    "5,3,false,2,4",
    "6,3,true,2,4"
  })
  void theAnswerIsThatOfAStoreWithoutTheDamagedObject(
      long seed, int times, boolean directory, int shards, int slices) throws IOException {
    Random random = new Random(seed);
    int lost = 0;
    List<String> harmable =
        OBJECTS.keySet().stream().filter(key -> !key.startsWith(StorageLayout.CATALOG)).toList();
    for (int i = 0; i < times * TIMES; i++) {
      String key = harmable.get(random.nextInt(harmable.size()));
      Harm harm = Harm.values()[random.nextInt(Harm.values().length)];
      byte[] harmed = harm.to(OBJECTS.get(key), random);
      String cache = "damaged-" + seed + "-" + i;
      ObjectStore store =
          directory
              ? ObjectStores.open(
                  scratch.resolve(cache + "-store").toString(), StoreOptions.DEFAULT)
              : new MemoryObjectStore();
      for (Map.Entry<String, byte[]> object : OBJECTS.entrySet()) {
        store.put(object.getKey(), object.getKey().equals(key) ? harmed : object.getValue());
      }
      Sharding sharding =
          shards == 1 ? Sharding.of(Long.MAX_VALUE) : Sharding.always(shards, slices);
      try (Bucket bucket = Bucket.on(store, options(cache))) {
        String what = harm + " of " + key + ", seed " + seed + " number " + i;
        lost += check(key, what, bucket, sharding);
      }
    }
    assertThat(lost).isPositive();
  }

  /// How many answers lack samples.
  private static int check(String key, String what, Bucket bucket, Sharding sharding) {
    List<Answer> answers;
    try {
      answers = answers(bucket, sharding);
    } catch (PromqlException e) {
      throw new AssertionError(what, e);
    }
    List<String> right = RIGHT.get(ALL);
    List<String> without = RIGHT.get(PART_OF.get(key));
    int incomplete = 0;
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      boolean lost = answer.warnings().stream().anyMatch(one -> one.contains("are missing here"));
      incomplete += lost ? 1 : 0;
      assertThat(answer.json()).as(what).isEqualTo((lost ? without : right).get(i));
      if (!answer.warnings().isEmpty()) {
        assertThat(answer.warnings())
            .as(what)
            .hasSize(1)
            .allMatch(one -> one.contains("'" + key + "'") && one.contains("restore it"));
      }
    }
    return incomplete;
  }
}
