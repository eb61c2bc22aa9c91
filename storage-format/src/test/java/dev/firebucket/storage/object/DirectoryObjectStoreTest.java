package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.directory.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract on a directory.
class DirectoryObjectStoreTest extends ObjectStoreContract {
  @Override
  ObjectStore open() throws IOException {
    return DirectoryObjectStore.open(work.resolve("store"));
  }

  @Test
  void anObjectIsAFileThatOthersCanRead() throws Exception {
    try (ObjectStore store = open()) {
      store.put("tail/a", new byte[] {1, 2});

      assertThat(store.localFile("tail/a")).contains(work.resolve("store/tail/a"));
      assertThat(work.resolve("store/tail/a")).hasBinaryContent(new byte[] {1, 2});
    }
  }

  @Test
  void whatAKilledProcessLeftBehindIsNoObjectAndIsCleared() throws Exception {
    Path staging = Files.createDirectories(work.resolve("store/.staging"));
    Path left = Files.writeString(staging.resolve("left"), "half an obj");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    Path running = Files.writeString(staging.resolve("running"), "of a living process");

    try (ObjectStore store = open()) {
      assertThat(store.list("")).isEmpty();
    }

    assertThat(left).doesNotExist();
    assertThat(running).exists();
  }

  @Test
  void aFolderThatIsALinkIsListedAsItIsWritten() throws Exception {
    Path elsewhere = Files.createDirectories(work.resolve("elsewhere"));
    Files.createDirectories(work.resolve("store"));
    Files.createSymbolicLink(work.resolve("store/tail"), elsewhere);

    try (ObjectStore store = open()) {
      store.put("tail/a", new byte[] {1});
      store.put("tail/b/c", new byte[] {2});
      Files.createSymbolicLink(elsewhere.resolve("loop"), elsewhere);
      Files.createSymbolicLink(elsewhere.resolve("dangling"), work.resolve("nothing"));

      assertThat(store.list("tail/"))
          .extracting(ObjectSummary::key)
          .containsExactly("tail/a", "tail/b/c");
      assertThat(store.list(""))
          .extracting(ObjectSummary::key)
          .containsExactly("tail/a", "tail/b/c");
      store.delete(List.of("tail/a"));
      assertThat(store.list("tail/")).extracting(ObjectSummary::key).containsExactly("tail/b/c");
    }
    assertThat(elsewhere.resolve("b/c")).exists();
  }

  @Test
  void aFileInItsPlaceIsAnErrorThatNamesIt() throws Exception {
    Path file = Files.writeString(work.resolve("file"), "x");

    assertThatThrownBy(() -> DirectoryObjectStore.open(file))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot use the directory " + file);
  }
}
