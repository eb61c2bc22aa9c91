package dev.firebucket.storage.object.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownListingsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(60);

  @TempDir Path root;

  @Test
  void aFolderThatHasNotChangedIsNotWalkedAgain() throws IOException {
    Path folder = folderWith("a", "b");
    changedAt(folder, LONG_AGO);
    KnownListings listings = listings();

    List<ObjectSummary> first = listings.of(folder, "");

    assertThat(listings.of(folder, "")).isSameAs(first);
    assertThat(keys(first)).containsExactly("tail/a", "tail/b");
  }

  @Test
  void whatComesAndGoesIsSeenAtOnce() throws IOException {
    Path folder = folderWith("a", "b");
    changedAt(folder, LONG_AGO);
    KnownListings listings = listings();
    listings.of(folder, "");

    Files.writeString(folder.resolve("c"), "c");
    assertThat(keys(listings.of(folder, ""))).containsExactly("tail/a", "tail/b", "tail/c");

    Files.delete(folder.resolve("a"));
    assertThat(keys(listings.of(folder, ""))).containsExactly("tail/b", "tail/c");
  }

  @Test
  void aListingWithinTheSameTickAsTheLastChangeIsNotBelieved() throws IOException {
    Path folder = folderWith("a");
    changedAt(folder, NOW);
    KnownListings listings = listings();
    listings.of(folder, "");

    Files.writeString(folder.resolve("b"), "b");
    changedAt(folder, NOW);

    assertThat(keys(listings.of(folder, ""))).containsExactly("tail/a", "tail/b");
  }

  @Test
  void timesInWholeSecondsAreBelievedLater() throws IOException {
    Path folder = folderWith("a");
    Instant wholeSecond = NOW.minusSeconds(2);
    changedAt(folder, wholeSecond);
    KnownListings listings = listings();
    listings.of(folder, "");

    Files.writeString(folder.resolve("b"), "b");
    changedAt(folder, wholeSecond);

    assertThat(keys(listings.of(folder, ""))).containsExactly("tail/a", "tail/b");
  }

  @Test
  void foldersWithFoldersAreWalkedEachTime() throws IOException {
    Path folder = folderWith("a");
    Path inner = Files.createDirectories(folder.resolve("inner"));
    changedAt(folder, LONG_AGO);
    KnownListings listings = listings();
    listings.of(folder, "");

    Files.writeString(inner.resolve("b"), "b");

    assertThat(keys(listings.of(folder, ""))).containsExactly("tail/a", "tail/inner/b");
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() throws IOException {
    assertThat(listings().of(root.resolve("nowhere"), "")).isEmpty();
  }

  private KnownListings listings() {
    return new KnownListings(root, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path folderWith(String... names) throws IOException {
    Path folder = Files.createDirectories(root.resolve("tail"));
    for (String name : names) {
      Files.writeString(folder.resolve(name), name);
    }
    return folder;
  }

  private static void changedAt(Path folder, Instant time) throws IOException {
    Files.setLastModifiedTime(folder, FileTime.from(time));
  }

  private static List<String> keys(List<ObjectSummary> objects) {
    return objects.stream().map(ObjectSummary::key).toList();
  }
}
