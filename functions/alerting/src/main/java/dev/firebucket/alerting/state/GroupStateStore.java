package dev.firebucket.alerting.state;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the states of groups in the store, one object each: `rules/state/<name>-<hash>.json`. Safe
/// for use by several threads.
public final class GroupStateStore {
  private static final Logger LOG = LoggerFactory.getLogger(GroupStateStore.class);

  /// Where the states are.
  public static final String FOLDER = "rules/state/";

  private static final int NAME_LENGTH = 40;

  private final ObjectStore store;

  public GroupStateStore(ObjectStore store) {
    this.store = store;
  }

  /// The object of a group: its name to read, a hash of file and name to tell groups apart.
  public static String key(String file, String name) {
    String readable = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String cut = readable.substring(0, Math.min(readable.length(), NAME_LENGTH));
    return FOLDER + cut + "-" + hash(file + ";" + name) + ".json";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /// The state of a group, empty where there is none. One that cannot be read is logged and treated
  /// as missing: its alerts become pending again.
  ///
  /// @throws IOException when the store does not answer
  public Optional<GroupState> load(String key) throws IOException {
    Optional<byte[]> bytes = store.get(key);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GroupStateJson.read(bytes.get()));
    } catch (IOException e) {
      LOG.warn("{} is not readable, its alerts become pending again: {}", key, e.getMessage());
      return Optional.empty();
    }
  }

  /// Compares the object of a group with the checksum in it.
  ///
  /// @throws BadBytesException when it is another one than was written
  public static void requireSound(String key, byte[] body) throws BadBytesException {
    try {
      var _ = GroupStateJson.read(body);
    } catch (IOException e) {
      throw new BadBytesException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Writes the state of a group; on return it is durable.
  public void save(GroupState state) throws IOException {
    store.put(key(state.file(), state.name()), GroupStateJson.write(state));
  }

  /// The keys of all states, those of groups that are no longer configured too.
  public List<String> keys() throws IOException {
    return store.list(FOLDER).stream().map(ObjectSummary::key).toList();
  }

  /// Removes the state of a group.
  public void delete(String key) throws IOException {
    store.delete(List.of(key));
  }
}
