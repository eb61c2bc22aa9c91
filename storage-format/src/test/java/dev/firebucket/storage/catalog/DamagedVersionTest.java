package dev.firebucket.storage.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A newest version that cannot be read: who goes on, on what, and who does not.
class DamagedVersionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private final MemoryObjectStore store = new MemoryObjectStore(clock);

  @BeforeEach
  void twoVersions() throws IOException {
    CatalogStore catalogs = fresh();
    catalogs.commit(takeIn("a", "f"), "c1", NOW);
    catalogs.commit(takeIn("b", "g"), "c2", NOW);
  }

  /// As a process that begins.
  private CatalogStore fresh() {
    return new CatalogStore(store, clock);
  }

  private static CatalogChange takeIn(String tail, String file) {
    CatalogFile added =
        new CatalogFile(
            "samples/date=2026-11-22/" + file + ".parquet",
            SamplesFormat.CURRENT,
            FileLevel.HOUR,
            LocalDate.parse("2026-11-22"),
            1,
            2,
            3,
            4,
            6,
            5,
            Optional.empty(),
            false,
            NOW,
            NOW);
    return CatalogChange.replace(Set.of("tail/" + tail), List.of(added));
  }

  private void cutInHalf(long version) throws IOException {
    byte[] whole = store.get(StorageLayout.catalogKey(version)).orElseThrow();
    store.put(StorageLayout.catalogKey(version), Arrays.copyOf(whole, whole.length / 2));
  }

  private static List<String> names(Catalog catalog) {
    return catalog.files().stream()
        .map(file -> file.key().replaceAll(".*/|\\.parquet", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "not ours", "{\"format\":1,\"version\":2}", "\0\0\0\0"})
  void readersTakeTheVersionBeforeAndSoWhatTheDamagedOneConsumed(String content) throws Exception {
    store.put(StorageLayout.catalogKey(2), content.getBytes(UTF_8));

    Catalog newest = fresh().newest();

    assertThat(names(newest)).containsExactly("f");
    assertThat(newest.removedKeys()).as("tail/b counts again").containsExactly("tail/a");
  }

  @Test
  void itNeedNotBeReadAgainAndAgain() throws Exception {
    cutInHalf(2);
    CatalogStore reader = fresh();
    reader.newest();
    long before = store.requests().counts().of(StoreRequest.LIST).requests();

    clock.advance(Duration.ofSeconds(30));
    assertThat(names(reader.newest())).containsExactly("f");

    assertThat(store.requests().counts().of(StoreRequest.LIST).requests()).isEqualTo(before);
  }

  @Test
  void whoFollowsVersionsMeetsItToo() throws Exception {
    CatalogStore reader = fresh();
    assertThat(reader.newest().version()).isEqualTo(2);
    fresh().commit(takeIn("c", "h"), "c3", NOW);
    cutInHalf(3);

    assertThat(names(reader.newest())).containsExactly("f", "g");
  }

  @Test
  void theFirstVersionOfAllIsReplacedByNone() throws Exception {
    store.delete(List.of(StorageLayout.catalogKey(2)));
    cutInHalf(1);

    assertThat(fresh().newest().files()).isEmpty();
    assertThat(fresh().newest().removed()).isEmpty();
  }

  @Test
  void oneThatIsNotTheNewestIsInNobodysWay() throws Exception {
    cutInHalf(1);

    assertThat(names(fresh().newest())).containsExactly("f", "g");
  }

  @Test
  void twoInARowAreAnErrorThatNamesBoth() throws Exception {
    cutInHalf(1);
    cutInHalf(2);

    assertThatThrownBy(() -> fresh().newest())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(StorageLayout.catalogKey(1))
        .satisfies(
            e ->
                assertThat(e.getSuppressed()[0]).hasMessageContaining(StorageLayout.catalogKey(2)));
  }

  @Test
  void oneWithoutAVersionBeforeItIsAnErrorThatNamesIt() throws Exception {
    store.delete(List.of(StorageLayout.catalogKey(1)));
    cutInHalf(2);

    assertThatThrownBy(() -> fresh().newest())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(StorageLayout.catalogKey(2));
  }

  @Test
  void aCommitSoonAfterGoesOnTopAndCountsWhatTheDamagedOneConsumed() throws Exception {
    cutInHalf(2);
    clock.advance(Duration.ofMinutes(4));

    CommitOutcome outcome = fresh().commit(takeIn("b", "again"), "c3", clock.instant());

    assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    Catalog newest = fresh().newest();
    assertThat(newest.version()).isEqualTo(3);
    assertThat(names(newest)).containsExactly("f", "again");
    assertThat(newest.removedKeys()).containsExactlyInAnyOrder("tail/a", "tail/b");
  }

  @Test
  void aCommitLaterIsRefusedForWhatWasConsumedMayBeGone() throws Exception {
    cutInHalf(2);
    clock.advance(CatalogStore.STANDING);
    CatalogStore late = fresh();

    assertThat(names(late.newest())).containsExactly("f");
    assertThatThrownBy(() -> late.commit(takeIn("c", "h"), "c3", clock.instant()))
        .hasMessageContaining(StorageLayout.catalogKey(2))
        .hasMessageContaining("restore the object from a copy, or delete it");
    assertThat(store.get(StorageLayout.catalogKey(3))).isEmpty();
  }

  @Test
  void whoStillKnowsItGoesOnAndEverybodyIsWellAgain() throws Exception {
    CatalogStore knowing = fresh();
    knowing.newest();
    cutInHalf(2);
    clock.advance(Duration.ofMinutes(1));

    assertThat(knowing.commit(takeIn("c", "h"), "c3", clock.instant()))
        .isInstanceOf(CommitOutcome.Committed.class);

    assertThat(names(fresh().newest())).containsExactly("f", "g", "h");
  }

  @Test
  void aVersionThatWasRestoredOrDeletedCounts() throws Exception {
    byte[] whole = store.get(StorageLayout.catalogKey(2)).orElseThrow();
    cutInHalf(2);
    clock.advance(Duration.ofHours(1));
    store.put(StorageLayout.catalogKey(2), whole);
    assertThat(names(fresh().newestToChange())).containsExactly("f", "g");

    store.delete(List.of(StorageLayout.catalogKey(2)));
    assertThat(names(fresh().newestToChange())).containsExactly("f");
  }
}
