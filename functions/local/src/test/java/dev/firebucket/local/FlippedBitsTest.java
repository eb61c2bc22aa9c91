package dev.firebucket.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.push.PushAnswer;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.push.PushRequest;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.ObjectStores;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.ReadCache;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One bit flips in one object of any kind. Answers are right, or a warning names the object; what
/// has nothing to do with it goes on; `scrub` names it.
///
/// For campaigns: `-Dfirebucket.flips=1000 -Dfirebucket.flips.seed=7`.
class FlippedBitsTest {
  private static final int FLIPS = Integer.getInteger("firebucket.flips", 25);
  private static final long SEED = Long.getLong("firebucket.flips.seed", 1);

  private static final long DAY = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Instant LATER = Instant.ofEpochMilli(DAY + 8 * DAY_MILLIS);
  private static final List<String> QUERIES =
      List.of("sum by (i) (sum_over_time(m[4d]))", "count({__name__!=\"\"} offset 1d)", "m");

  private static final Map<String, byte[]> OBJECTS = new TreeMap<>();
  private static List<String> right = List.of();
  private static String exposed = "";

  @TempDir private static Path scratch;

  @BeforeAll
  static void writeTheSoundStore() throws Exception {
    Path folder = scratch.resolve("sound");
    try (Bucket bucket = open(folder)) {
      for (int day = 0; day < 2; day++) {
        bucket.writer().write(samples(day, DAY + day * DAY_MILLIS, 200, 400_000));
        bucket.compactor(CompactionPolicy.EAGER).compact(LATER);
      }
      for (int fresh = 0; fresh < 3; fresh++) {
        bucket
            .writer()
            .write(samples(7 + fresh, DAY + 2 * DAY_MILLIS + fresh * 600_000L, 10, 15_000));
      }
      push(bucket, "a");
      push(bucket, "b");
      new GroupStateStore(bucket.store())
          .save(
              new GroupState(
                  "rules.yml",
                  "group",
                  Duration.ofMinutes(1),
                  Duration.ZERO,
                  Optional.of(Instant.ofEpochMilli(DAY)),
                  List.of(),
                  List.of(LabelSet.of("__name__", "recorded"))));
      right = answers(bucket).stream().map(Answer::json).toList();
      exposed = exposition(bucket);
      for (ObjectSummary object : bucket.store().list("")) {
        OBJECTS.put(object.key(), bucket.store().get(object.key()).orElseThrow());
      }
    }
    assertThat(scrub(folder, new StringWriter())).as("the sound store").isZero();
  }

  private static Bucket open(Path folder) throws IOException {
    ObjectStore store = ObjectStores.open(folder.toString(), StoreOptions.DEFAULT);
    return Bucket.on(
        store,
        BucketOptions.defaults()
            .withCache(new ReadCache(scratch.resolve("cache"), 1 << 20, 1 << 20)));
  }

  private static SampleBatch samples(long seed, long from, int count, long step) {
    Random random = new Random(seed);
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 30; i++) {
      LabelSet labels = LabelSet.of(LabelSet.NAME, "m", "i", Integer.toString(i % 10), "j", "" + i);
      for (int sample = 0; sample < count; sample++) {
        batch.append(labels, from + sample * step, random.nextDouble());
      }
    }
    return batch;
  }

  private static int push(Bucket bucket, String job) throws IOException {
    PushHttp push =
        new PushHttp(
            new PushGateway(bucket.store(), Clock.systemUTC()), false, ByteBudget.ofHeap());
    PushAnswer answer =
        push.handle(
            new PushRequest(
                "PUT", "/metrics/job/" + job, "", "", "p{x=\"12345\"} 67890\n".getBytes(UTF_8)));
    return answer.status();
  }

  private static String exposition(Bucket bucket) throws IOException {
    return new PushGateway(bucket.store(), Clock.systemUTC()).exposition();
  }

  private record Answer(String json, List<String> warnings) {}

  private static List<Answer> answers(Bucket bucket) {
    List<Answer> answers = new ArrayList<>();
    try (QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      for (String query : QUERIES) {
        QueryResult result =
            engine.instant(
                new InstantQuery(
                    query,
                    DAY + 2 * DAY_MILLIS + 1_300_000,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1)));
        String json = new String(PrometheusJson.bytes(result), UTF_8);
        answers.add(new Answer(json.replaceFirst(",\"warnings\":.*", ""), result.warnings()));
      }
    }
    return answers;
  }

  private static int scrub(Path folder, StringWriter said) {
    return Commands.run(said, said, "scrub", "--storage=" + folder);
  }

  @Test
  void aFlippedBitIsAWarningOrNothing() throws Exception {
    Random random = new Random(SEED);
    List<String> keys = List.copyOf(OBJECTS.keySet());
    int warned = 0;
    int named = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      String key = keys.get(random.nextInt(keys.size()));
      byte[] flipped = OBJECTS.get(key).clone();
      int bit = random.nextInt(flipped.length * 8);
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String what = "bit " + bit + " of " + key + ", seed " + SEED + " number " + flip;
      Path folder = scratch.resolve("flip-" + flip);
      try (Bucket bucket = open(folder)) {
        for (Map.Entry<String, byte[]> object : OBJECTS.entrySet()) {
          bucket
              .store()
              .put(object.getKey(), object.getKey().equals(key) ? flipped : object.getValue());
        }
        warned += checkAnswers(bucket, key, what);
        checkTheRestGoesOn(bucket, key, what);
      }
      StringWriter said = new StringWriter();
      if (scrub(folder, said) == 1) {
        assertThat(said.toString()).as(what).contains("the object '" + key + "' is damaged");
        named++;
      }
    }
    System.out.printf(
        "%d flipped bits: %d answers with a warning, 0 wrong without; scrub named %d objects%n",
        FLIPS, warned, named);
    assertThat(named)
        .as("scrub sees nearly all: what it does not see changes nothing")
        .isGreaterThan(FLIPS * 8 / 10);
  }

  private static int checkAnswers(Bucket bucket, String key, String what) {
    int warned = 0;
    List<Answer> answers = answers(bucket);
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      if (answer.warnings().isEmpty()) {
        assertThat(answer.json()).as(what).isEqualTo(right.get(i));
      } else {
        assertThat(answer.warnings()).as(what).allMatch(one -> one.contains("'" + key + "'"));
        warned++;
      }
    }
    return warned;
  }

  private static void checkTheRestGoesOn(Bucket bucket, String key, String what)
      throws IOException {
    String exposition = exposition(bucket);
    exposition.lines().forEach(line -> assertThat(exposed.lines()).as(what).contains(line));
    assertThat(exposition.contains("job=\"a\"") || exposition.contains("job=\"b\""))
        .as(what)
        .isTrue();
    assertThat(push(bucket, "a") + push(bucket, "b")).as(what).isEqualTo(400);
    bucket.writer().write(samples(3, DAY + 3 * DAY_MILLIS, 1, 1));
    CompactionReport report = bucket.compactor(CompactionPolicy.EAGER).compact(LATER);
    assertThat(report.problems()).as(what).allMatch(problem -> problem.contains(key));
  }
}
