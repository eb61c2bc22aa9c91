package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  @TempDir Path folder;

  private static DiskCache.Lent add(DiskCache disk, String name, int bytes) throws IOException {
    return disk.add(name, path -> Files.write(path, new byte[bytes]).equals(path)).orElseThrow();
  }

  @Test
  void aFileThatIsFetchedAgainStaysWhenTheUserOfTheOldOneIsDone() throws Exception {
    try (DiskCache disk = DiskCache.open(folder, "somewhere", 150)) {
      DiskCache.Lent old = add(disk, "a", 100);
      Files.write(old.path(), new byte[99]);
      assertThat(disk.use("a")).isEmpty();
      DiskCache.Lent fetchedAgain = add(disk, "a", 100);

      old.close();
      old.close();
      add(disk, "b", 100).close();

      assertThat(fetchedAgain.path()).hasBinaryContent(new byte[100]);
      fetchedAgain.close();
    }
  }

  @Test
  void aFileThatTheMachineCannotReadNowIsNoDamage() throws Exception {
    Path path = Files.write(folder.resolve("file"), new byte[10]);
    CachedFile file = CachedFile.written(path, CachedFile.checksum(path));
    assertThat(file.isWhole()).isTrue();

    Files.delete(path);
    assertThat(file.isWhole()).isFalse();
    Files.createSymbolicLink(path, path);
    assertThatThrownBy(file::isWhole).isInstanceOf(FileSystemException.class);
  }
}
