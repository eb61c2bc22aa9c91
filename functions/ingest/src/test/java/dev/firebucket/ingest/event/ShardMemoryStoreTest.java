package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class ShardMemoryStoreTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T18:00:00Z"));
  private static final ShardMemory MEMORY =
      new ShardMemory(
          CLOCK.instant(),
          Map.of(
              new Target.Identity("job", LabelSet.EMPTY, "http://a/metrics"),
              new TargetMemory.Tracked(LabelSet.EMPTY, false, Set.of())),
          Map.of());

  private final MemoryObjectStore bucket = new MemoryObjectStore();
  private String broken = "";

  /// The bucket, which does not answer requests that begin so.
  private final ObjectStore store =
      (ObjectStore)
          Proxy.newProxyInstance(
              ObjectStore.class.getClassLoader(),
              new Class<?>[] {ObjectStore.class},
              (proxy, method, arguments) -> {
                String request = method.getName() + " " + arguments[0];
                if (!broken.isEmpty() && request.startsWith(broken)) {
                  throw new IOException("no answer");
                }
                return method.invoke(bucket, arguments);
              });

  @Test
  void whatWasReadBeforeTheStoreFailedIsToldTheNextTime() throws Exception {
    ShardMemoryStore own = new ShardMemoryStore(store, CLOCK, 0, 1);
    assertThat(own.refresh()).isEqualTo(ShardMemoryStore.News.NOTHING);
    new ShardMemoryStore(bucket, CLOCK, 0, 1).save(MEMORY);
    broken = "get state/scrape/0000-of-0001/00000000000000000002";
    assertThatThrownBy(own::refresh).hasMessage("no answer");
    broken = "";
    assertThat(own.refresh()).isEqualTo(ShardMemoryStore.News.SERIES);
    assertThat(own.stored()).isEqualTo(MEMORY);
    assertThat(own.refresh()).isEqualTo(ShardMemoryStore.News.NOTHING);
  }

  private static ShardMemory withTurn(ShardMemory memory, int tick) {
    Instant planned = CLOCK.instant().plusSeconds(tick * 15L);
    return new ShardMemory(
        planned,
        memory.targets(),
        Map.of(
            new Target.Identity("job", LabelSet.EMPTY, "http://a/metrics"),
            TargetTurn.NONE.takenAt(planned)));
  }

  @Test
  void whereOnlyTurnsChangedTheSeriesAreNotWrittenAgain() throws Exception {
    ShardMemoryStore own = new ShardMemoryStore(store, CLOCK, 0, 1);
    own.save(MEMORY);
    for (int tick = 1; tick < 8; tick++) {
      own.save(withTurn(MEMORY, tick));
    }
    ShardMemoryStore other = new ShardMemoryStore(bucket, CLOCK, 0, 1);
    assertThat(other.refresh()).isEqualTo(ShardMemoryStore.News.SERIES);
    assertThat(other.stored()).isEqualTo(withTurn(MEMORY, 7));
    own.save(withTurn(MEMORY, 8));
    assertThat(other.refresh()).isEqualTo(ShardMemoryStore.News.TURNS);
    assertThat(other.stored()).isEqualTo(withTurn(MEMORY, 8));
    byte[] last = bucket.get("state/scrape/0000-of-0001/00000000000000000009").orElseThrow();
    assertThat(ShardMemoryFormat.read(last).base()).isEqualTo(1);
  }

  @Test
  void theSeriesAreWrittenAgainBeforeTheVersionThatHoldsThemIsRemoved() throws Exception {
    ShardMemoryStore own = new ShardMemoryStore(store, CLOCK, 0, 1);
    for (int tick = 0; tick < 300; tick++) {
      own.save(withTurn(MEMORY, tick));
      ShardMemoryStore cold = new ShardMemoryStore(bucket, CLOCK, 0, 1);
      cold.refresh();
      assertThat(cold.stored()).isEqualTo(withTurn(MEMORY, tick));
    }
    assertThat(bucket.list("state/")).hasSize(100);
  }

  @Test
  void whatTwoProcessesDecidedAtOnceIsKept() throws Exception {
    ShardMemoryStore one = new ShardMemoryStore(bucket, CLOCK, 0, 1);
    ShardMemoryStore two = new ShardMemoryStore(bucket, CLOCK, 0, 1);
    assertThat(one.save(withTurn(MEMORY, 2))).isEqualTo(ShardMemoryStore.News.NOTHING);
    assertThat(two.save(withTurn(MEMORY, 1))).isEqualTo(ShardMemoryStore.News.TURNS);
    assertThat(two.stored()).isEqualTo(withTurn(MEMORY, 2));
  }

  @Test
  void aMemoryOfTheFormatBeforeIsRead() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(body))) {
      out.writeInt(0x46425332);
      out.writeLong(CLOCK.millis());
      out.writeInt(2);
      for (String text : new String[] {"job", "http://a/metrics"}) {
        out.writeInt(text.length());
        out.writeBytes(text);
      }
      // One target: job, url, no labels, no report labels, no extra reports, no series.
      for (int number : new int[] {1, 0, 1, 0, 0}) {
        out.writeInt(number);
      }
      out.writeBoolean(false);
      out.writeInt(0);
    }
    bucket.put("state/scrape/0000-of-0001/00000000000000000003", body.toByteArray());
    ShardMemoryStore own = new ShardMemoryStore(store, CLOCK, 0, 1);
    own.refresh();
    assertThat(own.stored()).isEqualTo(MEMORY);
  }

  @Test
  void whenATargetWasWaitedForIsKept() throws Exception {
    Target.Identity target = new Target.Identity("job", LabelSet.EMPTY, "http://a/metrics");
    TargetTurn turn = TargetTurn.NONE.unreached(CLOCK.instant().minusSeconds(2400));
    ShardMemory waited = new ShardMemory(CLOCK.instant(), MEMORY.targets(), Map.of(target, turn));
    new ShardMemoryStore(bucket, CLOCK, 0, 1).save(waited);
    ShardMemoryStore other = new ShardMemoryStore(bucket, CLOCK, 0, 1);
    other.refresh();
    assertThat(other.stored()).isEqualTo(waited);
  }

  @Test
  void whereAMemoryOnlySaysThatATargetWasUnreachedItsHourBegins() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(body))) {
      out.writeInt(0x46425334);
      out.writeLong(CLOCK.millis());
      out.writeLong(0);
      out.writeInt(2);
      for (String text : new String[] {"job", "http://a/metrics"}) {
        out.writeInt(text.length());
        out.writeBytes(text);
      }
      // One turn: job, url, no labels; taken, left out at, failures, rests until, unreached.
      for (int number : new int[] {1, 0, 1, 0}) {
        out.writeInt(number);
      }
      out.writeLong(0);
      out.writeLong(0);
      out.writeInt(0);
      out.writeLong(0);
      out.writeBoolean(true);
      out.writeInt(0);
    }
    ShardMemory read = ShardMemoryFormat.read(body.toByteArray()).memory();
    assertThat(read.turns().values()).containsExactly(TargetTurn.NONE.unreached(CLOCK.instant()));
  }

  @Test
  void aVersionThatCannotBeDeletedDoesNotFailTheOneThatIsDurable() throws Exception {
    ShardMemoryStore own = new ShardMemoryStore(store, CLOCK, 0, 1);
    broken = "delete ";
    assertThat(own.save(MEMORY)).isEqualTo(ShardMemoryStore.News.NOTHING);
    assertThat(bucket.list("state/")).hasSize(1);
  }
}
