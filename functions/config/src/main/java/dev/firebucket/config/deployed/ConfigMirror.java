package dev.firebucket.config.deployed;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A local copy of the folder `config/` of a store, kept up to date by one LIST and a GET of what
/// changed.
///
/// Not safe for use by several threads.
public final class ConfigMirror {
  /// The folder of the store that holds `prometheus.yml` and the files it names.
  public static final String FOLDER = "config/";

  /// More than this is a mistake, most likely data that was put into the wrong folder.
  private static final int MOST_FILES = 1_000;

  private static final long MOST_BYTES = 64L << 20;

  private final ObjectStore store;
  private final Path directory;
  private final Map<String, ObjectSummary> copied = new HashMap<>();

  /// @param directory where to copy to; what lies there is overwritten
  public ConfigMirror(ObjectStore store, Path directory) {
    this.store = store;
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
