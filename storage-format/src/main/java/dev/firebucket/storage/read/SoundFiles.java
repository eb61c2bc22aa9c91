package dev.firebucket.storage.read;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.ByteRange;
import dev.firebucket.storage.parquet.RowGroupIndex;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SamplesSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files that are read in place, compared with their checksums before DuckDB, which compares none,
/// reads them: what is needed of each once, and again when it has changed. Thread-safe.
final class SoundFiles {
  /// More files are compared again from time to time.
  private static final int MOST = 20_000;

  private final ObjectStore store;
  private final FileIndexes indexes;
  private final KnownDamage damage;

  @SuppressWarnings("serial") // never written anywhere
  private final Map<String, Compared> files =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compared> eldest) {
          return size() > MOST;
        }
      };

  /// What was compared of a file as it is since some time.
  ///
  /// @param rowGroups null for all
  private record Compared(FileTime changed, long size, @Nullable BitSet rowGroups) {
    boolean has(FileTime now, long bytes, @Nullable BitSet wanted) {
      if (!now.equals(changed) || bytes != size) {
        return false;
      }
      if (rowGroups == null) {
        return true;
      }
      if (wanted == null) {
        return false;
      }
      BitSet missing = (BitSet) wanted.clone();
      missing.andNot(rowGroups);
      return missing.isEmpty();
    }
  }

  SoundFiles(ObjectStore store, FileIndexes indexes, KnownDamage damage) {
    this.store = store;
    this.indexes = indexes;
    this.damage = damage;
  }

  /// @param rows what is to be read of it
  /// @throws DamagedObjectException when it is not as it was written
  /// @throws ObjectGoneException when it is not there
  void require(StoredFile file, Path path, WantedRows rows) throws IOException {
    compare(file, path, file.compacted() ? rowGroups(file, rows) : null);
  }

  /// @throws DamagedObjectException when any of it is not as it was written
  /// @throws ObjectGoneException when it is not there
  void requireWhole(StoredFile file, Path path) throws IOException {
    compare(file, path, null);
  }

  private BitSet rowGroups(StoredFile file, WantedRows rows) throws IOException {
    return indexes
        .of(file)
        .orElseThrow(() -> new ObjectGoneException(file.key()))
        .rowGroups()
        .wanted(rows.series(), rows.fromMillis(), rows.toMillis());
  }

  private void compare(StoredFile file, Path path, @Nullable BitSet rowGroups) throws IOException {
    try {
      FileTime changed = Files.getLastModifiedTime(path);
      long size = Files.size(path);
      Compared known = known(file.key());
      if (known != null && known.has(changed, size, rowGroups)) {
        return;
      }
      String version = changed + " " + size;
      if (rowGroups == null) {
        compareWhole(file, path, version);
      } else {
        compareRowGroups(file, path, rowGroups, version);
      }
      keep(file.key(), new Compared(changed, size, rowGroups));
    } catch (NoSuchFileException e) {
      throw new ObjectGoneException(file.key());
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(file.key(), e);
    }
  }

  private void compareWhole(StoredFile file, Path path, String version) throws IOException {
    damage.requireNone(file.key(), () -> version);
    try {
      file.requireWhole(path);
    } catch (BadBytesException e) {
      damage.remember(file.key(), version, null, e);
      throw e;
    }
  }

  private void compareRowGroups(StoredFile file, Path path, BitSet rowGroups, String version)
      throws IOException {
    SamplesFileCheck.requireFooter(path);
    if (Files.size(path) != file.bytes()) {
      throw new BadBytesException(
          "it has %d bytes, but the catalog says %d".formatted(Files.size(path), file.bytes()));
    }
    if (rowGroups.isEmpty()) {
      return;
    }
    RowGroupIndex index =
        indexes.of(file).orElseThrow(() -> new ObjectGoneException(file.key())).rowGroups();
    SamplesSlice slice = SamplesSlice.of(index, rowGroups);
    damage.requireNoneIn(file.key(), () -> version, slice::holdsAny);
    List<ByteRange> ranges = slice.ranges();
    for (int piece = 0; piece < ranges.size(); piece++) {
      ByteRange range = ranges.get(piece);
      ObjectPart part =
          store
              .range(file.key(), range.offset(), range.length(), "")
              .orElseThrow(() -> new ObjectGoneException(file.key()));
      SamplesSlice.DamagedChunk damaged = slice.damaged(piece, part.bytes());
      if (damaged != null) {
        BadBytesException bad = damaged.asException();
        damage.remember(file.key(), version, damaged.range(), bad);
        throw bad;
      }
    }
  }

  private synchronized @Nullable Compared known(String key) {
    return files.get(key);
  }

  private synchronized void keep(String key, Compared now) {
    Compared before = files.get(key);
    if (before != null
        && before.rowGroups() != null
        && now.rowGroups() != null
        && before.changed().equals(now.changed())) {
      BitSet both = (BitSet) now.rowGroups().clone();
      both.or(before.rowGroups());
      files.put(key, new Compared(now.changed(), now.size(), both));
    } else {
      files.put(key, now);
    }
  }
}
