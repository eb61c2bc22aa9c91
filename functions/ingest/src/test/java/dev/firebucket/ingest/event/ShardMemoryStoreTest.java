package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShardMemoryStoreTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T18:00:00Z"));
  private static final ShardMemory MEMORY =
      new ShardMemory(
          CLOCK.instant(),
          Map.of(
              new Target.Identity("job", LabelSet.EMPTY, "http://a/metrics"),
              new TargetMemory.Tracked(LabelSet.EMPTY, false, Set.of())));

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
    assertThat(own.refresh()).isFalse();
    new ShardMemoryStore(bucket, CLOCK, 0, 1).save(MEMORY);
    broken = "get state/scrape/0000-of-0001/00000000000000000002";
    assertThatThrownBy(own::refresh).hasMessage("no answer");
    broken = "";
    assertThat(own.refresh()).isTrue();
    assertThat(own.stored()).isEqualTo(MEMORY);
    assertThat(own.refresh()).isFalse();
  }

  @Test
  void aVersionThatCannotBeDeletedDoesNotFailTheOneThatIsDurable() throws Exception {
    ShardMemoryStore own = new ShardMemoryStore(store, CLOCK, 0, 1);
    broken = "delete ";
    assertThat(own.save(MEMORY)).isFalse();
    assertThat(bucket.list("state/")).hasSize(1);
  }
}
