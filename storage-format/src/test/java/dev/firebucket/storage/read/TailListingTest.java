package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.RemovedObject;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.tail.TailKey;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A reader lists what is new, and sees what one LIST of everything would show.
class TailListingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private final Pages store = new Pages();
  private final TailListing listing = new TailListing(store, clock);
  private int names;

  /// Remembers how many objects each LIST gave.
  private static final class Pages extends ForwardingStore {
    final List<Integer> listed = new ArrayList<>();

    Pages() {
      super(new MemoryObjectStore());
    }

    @Override
    public List<ObjectSummary> list(String prefix) throws IOException {
      return counted(super.list(prefix));
    }

    @Override
    public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
      return counted(super.list(prefix, startAfter));
    }

    private List<ObjectSummary> counted(List<ObjectSummary> found) {
      listed.add(found.size());
      return found;
    }
  }

  private String write(Instant writtenAt) throws IOException {
    String key = new TailKey(writtenAt, 0, 1, 1, SamplesFormat.CURRENT, "u" + names++).key();
    store.put(key, new byte[1]);
    return key;
  }

  private static Catalog catalog(long version, String... consumed) {
    return new Catalog(
        version,
        "c",
        NOW,
        List.of(),
        Stream.of(consumed).map(key -> new RemovedObject(key, NOW)).toList());
  }

  private List<String> seen(Catalog catalog) throws IOException {
    return listing.of(catalog).stream().map(ObjectSummary::key).toList();
  }

  @Test
  void aReaderThatKnowsThousandsListsThoseOfTheLastMinutes() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      write(NOW.minusSeconds(3_000 - i));
    }
    assertThat(seen(Catalog.EMPTY)).hasSize(3_000);
    clock.advance(Duration.ofSeconds(30));
    String fresh = write(clock.instant());

    assertThat(seen(Catalog.EMPTY)).hasSize(3_001).endsWith(fresh).isSorted();
    assertThat(store.listed).containsExactly(3_000, 122);
  }

  @Test
  void anObjectThatAppearsAMinuteLateIsSeenAtOnce() throws Exception {
    write(NOW.minusSeconds(1));
    seen(Catalog.EMPTY);

    String late = write(NOW.minusSeconds(60));

    assertThat(seen(Catalog.EMPTY)).contains(late).isSorted();
  }

  @Test
  void anObjectOfAClockThatIsFarBehindIsSeenAfterMinutes() throws Exception {
    write(NOW.minusSeconds(1));
    seen(Catalog.EMPTY);
    String late = write(NOW.minus(Duration.ofHours(3)));
    assertThat(seen(Catalog.EMPTY)).doesNotContain(late);

    clock.advance(TailListing.WHOLE);

    assertThat(seen(Catalog.EMPTY)).contains(late);
  }

  @Test
  void aWriterWhoseClockIsAheadHidesNothing() throws Exception {
    String ahead = write(NOW.plus(Duration.ofHours(5)));
    seen(Catalog.EMPTY);
    clock.advance(Duration.ofSeconds(10));

    String fresh = write(clock.instant());

    assertThat(seen(Catalog.EMPTY)).containsExactly(fresh, ahead);
  }

  @Test
  void whatWasConsumedStaysGoneWhenTheCatalogForgetsIt() throws Exception {
    String old = write(NOW.minusSeconds(600));
    String young = write(NOW.minusSeconds(1));
    assertThat(seen(catalog(1))).containsExactly(old, young);
    assertThat(seen(catalog(2, old))).containsExactly(young);
    store.delete(List.of(old));

    assertThat(seen(catalog(3))).containsExactly(young);
  }

  @Test
  void anObjectThatWasDeletedIsForgottenByAListingOfTheWholeFolder() throws Exception {
    String old = write(NOW.minusSeconds(600));
    String young = write(NOW.minusSeconds(1));
    assertThat(seen(catalog(1))).containsExactly(old, young);
    store.delete(List.of(old));
    assertThat(seen(catalog(3))).containsExactly(old, young);

    assertThat(listing.whole(catalog(3))).extracting(ObjectSummary::key).containsExactly(young);
    assertThat(seen(catalog(3))).containsExactly(young);
  }

  @Test
  void aReaderOfAnOlderCatalogSeesWhatANewerOneHasConsumed() throws Exception {
    String old = write(NOW.minusSeconds(600));
    seen(catalog(2, old));

    assertThat(seen(catalog(1))).containsExactly(old);
  }
}
