package dev.firebucket.config.deployed;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A local copy of the folder `config/` of a store, kept up to date by one LIST and a GET of what
/// changed.
///
/// A LIST costs as much as twelve GETs. So most looks read the few files that are known and compare
/// them; only every fifth minute, or when one of them changed, the folder is listed, which finds
/// files that are new.
///
/// Not safe for use by several threads.
public final class ConfigMirror {
  /// The folder of the store that holds `prometheus.yml` and the files it names.
  public static final String FOLDER = StorageLayout.CONFIG;

  /// More than this is a mistake, most likely data that was put into the wrong folder.
  private static final int MOST_FILES = 1_000;

  private static final long MOST_BYTES = 64L << 20;

  /// Reading more than this costs as much as a LIST.
  private static final int FEW_FILES = 10;

  /// Large files take longer to read than a LIST.
  private static final long SMALL_BYTES = 256L << 10;

  private static final Duration LISTED = Duration.ofMinutes(5);

  private final ObjectStore store;
  private final Path directory;
  private final InstantSource clock;
  private final Map<String, ObjectSummary> copied = new HashMap<>();
  private Instant listedAt = Instant.EPOCH;

  /// @param directory where to copy to; what lies there is overwritten
  /// @param clock says how long ago the folder was listed
  public ConfigMirror(ObjectStore store, Path directory, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.directory = directory.toAbsolutePath().normalize();
  }

  /// The local file of a key below `config/`, whether it exists or not.
  public Path file(String key) {
    if (!key.startsWith(FOLDER)) {
      throw new IllegalArgumentException("'" + key + "' is not below " + FOLDER);
    }
    Path file = directory.resolve(key.substring(FOLDER.length())).normalize();
    if (!file.startsWith(directory)) {
      throw new IllegalArgumentException("'" + key + "' leads out of " + FOLDER);
    }
    return file;
  }

  /// Fetches what is new or changed and removes what is gone.
  ///
  /// @return whether anything was
  /// @throws IOException when the store cannot be read; the copy is then as old as it was, or
  ///   partly newer, and the next refresh continues
  public boolean refresh() throws IOException {
    Instant now = clock.instant();
    boolean listedLately = !now.isBefore(listedAt) && now.isBefore(listedAt.plus(LISTED));
    if (listedLately && isCheapToRead() && isAsKnown()) {
      return false;
    }
    // Until everything that is listed was copied, the copy is no configuration of the store's.
    listedAt = Instant.EPOCH;
    boolean changed = list();
    listedAt = now;
    return changed;
  }

  private boolean isCheapToRead() {
    return !copied.isEmpty()
        && copied.size() <= FEW_FILES
        && copied.values().stream().mapToLong(ObjectSummary::size).sum() <= SMALL_BYTES;
  }

  /// Whether the store has what the copy has, as far as the copy knows.
  private boolean isAsKnown() throws IOException {
    List<Boolean> same =
        FanOut.map(
            List.copyOf(copied.keySet()),
            key -> {
              Optional<byte[]> there = store.get(key);
              return there.isPresent()
                  && Files.exists(file(key))
                  && Arrays.equals(there.get(), Files.readAllBytes(file(key)));
            });
    return !same.contains(false);
  }

  private boolean list() throws IOException {
    List<ObjectSummary> listed = store.list(FOLDER);
    requireSensible(listed);
    boolean changed = false;
    for (ObjectSummary object : listed) {
      if (!object.equals(copied.get(object.key()))) {
        changed |= fetch(object);
      }
    }
    Set<String> gone = new TreeSet<>(copied.keySet());
    gone.removeAll(listed.stream().map(ObjectSummary::key).collect(Collectors.toSet()));
    for (String key : gone) {
      Files.deleteIfExists(file(key));
      copied.remove(key);
      changed = true;
    }
    return changed;
  }

  private boolean fetch(ObjectSummary object) throws IOException {
    Path file = file(object.key());
    Path parent = file.getParent();
    Files.createDirectories(parent == null ? directory : parent);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    if (!store.download(object.key(), part)) {
      // Removed between the listing and now: the next refresh will not list it.
      return false;
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    copied.put(object.key(), object);
    return true;
  }

  private void requireSensible(List<ObjectSummary> listed) throws ObjectStoreException {
    long bytes = listed.stream().mapToLong(ObjectSummary::size).sum();
    if (listed.size() > MOST_FILES || bytes > MOST_BYTES) {
      throw new ObjectStoreException(
          "%s of %s holds %d objects with %d bytes, more than the %d objects or %d bytes that a configuration may have; keep only prometheus.yml and the files it names there"
              .formatted(FOLDER, store.location(), listed.size(), bytes, MOST_FILES, MOST_BYTES));
    }
  }
}
