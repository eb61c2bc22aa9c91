package dev.firebucket.backfill.importing;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Which pieces a bucket has: one small object per source under `state/import/`, a line per piece.
///
/// A piece is noted after its samples are durable. One that was written and not noted is written
/// again; readers count each (series, time) once.
final class ImportState {
  private static final String FOLDER = StorageLayout.STATE + "import/";

  private final ObjectStore store;

  ImportState(ObjectStore store) {
    this.store = store;
  }

  /// The pieces of a source that are done.
  Set<String> done(String source) throws IOException {
    Optional<byte[]> noted = store.get(key(source));
    Set<String> done = new LinkedHashSet<>();
    noted.ifPresent(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().forEach(done::add));
    return done;
  }

  void note(String source, Set<String> done) throws IOException {
    store.put(key(source), (String.join("\n", done) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String source) {
    return FOLDER + source + ".txt";
  }

  /// The source of a piece: all of its id up to the last number.
  static String sourceOf(String id) {
    int kind = id.indexOf('-');
    int end = id.startsWith("block-") ? id.indexOf('-', kind + 1) : id.lastIndexOf('-');
    return id.substring(0, end);
  }
}
