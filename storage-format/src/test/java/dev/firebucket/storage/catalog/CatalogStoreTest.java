package dev.firebucket.storage.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SeriesKey;
import dev.firebucket.storage.parquet.SeriesRange;
import dev.firebucket.storage.testing.FaultStore;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Commits: one winner for each version, and nobody in doubt longer than need be.
class CatalogStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private final MemoryObjectStore store = new MemoryObjectStore(clock);

  private static CatalogFile file(String name) {
    return new CatalogFile(
        "samples/date=2026-11-22/" + name + ".parquet",
        SamplesFormat.CURRENT,
        FileLevel.HOUR,
        LocalDate.parse("2026-11-22"),
        1,
        2,
        3,
        4,
        6,
        5,
        Optional.of(new SeriesRange(new SeriesKey("a", -1), new SeriesKey("b", 7))),
        false,
        NOW,
        NOW);
  }

  private static CatalogChange takeIn(String tail, String file) {
    return CatalogChange.replace(Set.of("tail/" + tail), List.of(file(file)));
  }

  @Test
  void anEmptyStoreHasTheEmptyCatalog() throws Exception {
    assertThat(new CatalogStore(store, clock).newest()).isEqualTo(Catalog.EMPTY);
  }

  @Test
  void aCommitIsSeenByEveryone() throws Exception {
    CatalogStore mine = new CatalogStore(store, clock);
    CatalogStore other = new CatalogStore(store, clock);
    assertThat(other.newest().version()).isZero();

    CommitOutcome outcome = mine.commit(takeIn("a", "f"), "c1", NOW);

    assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    assertThat(other.newest().version()).isEqualTo(1);
    assertThat(other.newest()).isEqualTo(mine.newest());
    assertThat(other.newest().files()).containsExactly(file("f"));
    assertThat(other.newest().removedKeys()).containsExactly("tail/a");
  }

  @Test
  void aFileOfWhichFewerSeriesCountIsNarrowedOnceAndByOneCompactor() throws Exception {
    CatalogStore catalogs = new CatalogStore(store, clock);
    catalogs.commit(takeIn("a", "f"), "c1", NOW);
    CatalogFile less =
        file("f").from(new SeriesKey("b", 3), file("f").series().orElseThrow().greatest(), 1);

    CatalogChange part =
        CatalogChange.replace(Set.of(), List.of(file("part"))).narrowing(Map.of(file("f"), less));
    CommitOutcome first = catalogs.commit(part, "c2", NOW);
    CatalogChange other =
        CatalogChange.replace(Set.of(), List.of(file("other"))).narrowing(Map.of(file("f"), less));
    CommitOutcome second = new CatalogStore(store, clock).commit(other, "c3", NOW);

    assertThat(first).isInstanceOf(CommitOutcome.Committed.class);
    assertThat(second).isInstanceOf(CommitOutcome.Conflict.class);
    assertThat(new CatalogStore(store, clock).newest().files()).containsExactly(less, file("part"));
  }

  @Test
  void theFormatIsTheSecondWhileAFileIsNarrowed() throws Exception {
    CatalogStore catalogs = new CatalogStore(store, clock);
    catalogs.commit(takeIn("a", "f"), "c1", NOW);
    CatalogFile less =
        file("f").from(new SeriesKey("b", 3), file("f").series().orElseThrow().greatest(), 1);
    catalogs.commit(
        CatalogChange.replace(Set.of(), List.of(file("part"))).narrowing(Map.of(file("f"), less)),
        "c2",
        NOW);
    catalogs.commit(CatalogChange.replace(Set.of(less.key()), List.of(file("g"))), "c3", NOW);

    assertThat(written(1)).startsWith("{\"format\":1,");
    assertThat(written(2)).startsWith("{\"format\":2,");
    assertThat(written(3)).startsWith("{\"format\":1,");
    assertThat(new CatalogStore(store, clock).newest().files())
        .containsExactly(file("g"), file("part"));
  }

  private String written(int version) throws IOException {
    byte[] bytes = store.get("catalog/%020d.json".formatted(version)).orElseThrow();
    return new String(bytes, UTF_8);
  }

  @Test
  void whatAnotherHasConsumedIsAConflict() throws Exception {
    new CatalogStore(store, clock).commit(takeIn("a", "f"), "c1", NOW);

    CommitOutcome outcome = new CatalogStore(store, clock).commit(takeIn("a", "g"), "c2", NOW);

    assertThat(outcome).isInstanceOf(CommitOutcome.Conflict.class);
    assertThat(new CatalogStore(store, clock).newest().files()).containsExactly(file("f"));
  }

  @Test
  void commitsThatDoNotTouchEachOtherBothCount() throws Exception {
    CatalogStore slow = new CatalogStore(store, clock);
    assertThat(slow.newest().version()).isZero();
    new CatalogStore(store, clock).commit(takeIn("a", "f"), "c1", NOW);

    assertThat(slow.commit(takeIn("b", "g"), "c2", NOW))
        .isInstanceOf(CommitOutcome.Committed.class);

    assertThat(slow.newest().files()).containsExactly(file("f"), file("g").after(NOW));
  }

  @Test
  void whatIsTakenInLaterWinsWhateverItsObjectsAreNamed() throws Exception {
    CatalogStore catalogs = new CatalogStore(store, clock);
    catalogs.commit(takeIn("b", "z-first"), "c1", NOW);
    catalogs.commit(takeIn("a", "a-correction"), "c2", NOW);

    assertThat(catalogs.newest().files())
        .extracting(file -> file.key().substring("samples/date=2026-11-22/".length()))
        .containsExactly("z-first.parquet", "a-correction.parquet");
  }

  @Test
  void aPutWhoseAnswerWasLostIsFoundToCount() throws Exception {
    ObjectStore forgetful = new Doubtful(store, true);

    CommitOutcome outcome = new CatalogStore(forgetful, clock).commit(takeIn("a", "f"), "c1", NOW);

    assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    assertThat(new CatalogStore(store, clock).newest().version()).isEqualTo(1);
  }

  @Test
  void aPutThatNeverArrivedIsRepeated() throws Exception {
    ObjectStore lossy = new Doubtful(store, false);

    CommitOutcome outcome = new CatalogStore(lossy, clock).commit(takeIn("a", "f"), "c1", NOW);

    assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    assertThat(new CatalogStore(store, clock).newest().files()).containsExactly(file("f"));
  }

  @Test
  void aStoreThatDiesInTheMiddleLeavesTheOutcomeUnknown() throws Exception {
    // List, then the put at which it dies.
    FaultStore dying = new FaultStore(store, 2, true);

    assertThat(new CatalogStore(dying, clock).commit(takeIn("a", "f"), "c1", NOW))
        .isInstanceOf(CommitOutcome.Unknown.class);
  }

  @Test
  void oldVersionsAreDeletedAndTheNewestIsStillFound() throws Exception {
    CatalogStore catalogs = new CatalogStore(store, clock);
    CatalogStore sleeping = new CatalogStore(store, clock);
    for (int i = 1; i <= 30; i++) {
      catalogs.commit(takeIn("t" + i, "f" + i), "c" + i, NOW);
      if (i == 3) {
        assertThat(sleeping.newest().version()).isEqualTo(3);
      }
    }
    clock.advance(Duration.ofHours(1));

    int deleted = catalogs.deleteOldVersions(clock.instant(), Duration.ofMinutes(15));

    assertThat(deleted).isEqualTo(14);
    assertThat(sleeping.newest().version()).isEqualTo(30);
    assertThat(new CatalogStore(store, clock).newest().files()).hasSize(30);
  }

  @Test
  void otherFilesInTheFolderAreNeitherReadNorDeleted() throws Exception {
    List<String> foreign =
        List.of(
            "catalog/.DS_Store",
            "catalog/README",
            "catalog/0.json",
            "catalog/99999999999999999999.json");
    for (String key : foreign) {
      store.put(key, "not ours".getBytes(UTF_8));
    }
    CatalogStore catalogs = new CatalogStore(store, clock);
    assertThat(catalogs.newest()).isEqualTo(Catalog.EMPTY);
    for (int i = 1; i <= 20; i++) {
      catalogs.commit(takeIn("t" + i, "f" + i), "c" + i, NOW);
    }
    clock.advance(Duration.ofHours(1));

    int deleted = catalogs.deleteOldVersions(clock.instant(), Duration.ofMinutes(15));

    assertThat(deleted).isEqualTo(4);
    assertThat(new CatalogStore(store, clock).newest().version()).isEqualTo(20);
    for (String key : foreign) {
      assertThat(store.get(key)).isPresent();
    }
  }

  @Test
  void aVersionOfANewerFormatIsRefused() throws Exception {
    store.put(
        "catalog/00000000000000000001.json",
        "{\"format\":3,\"version\":1,\"commit_id\":\"x\",\"committed_at\":\"2026-11-22T12:00:00Z\"}"
            .getBytes(UTF_8));

    assertThatThrownBy(() -> new CatalogStore(store, clock).newest())
        .hasMessageContaining("newer Firebucket");
  }

  /// A store that answers the first put-if-absent by "unknown", done or not.
  private static final class Doubtful extends ForwardingStore {
    private final boolean done;
    private boolean first = true;

    Doubtful(ObjectStore store, boolean done) {
      super(store);
      this.done = done;
    }

    @Override
    public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
      if (!first) {
        return super.putIfAbsent(key, body);
      }
      first = false;
      if (done) {
        super.putIfAbsent(key, body);
      }
      return PutIfAbsentOutcome.UNKNOWN;
    }
  }
}
