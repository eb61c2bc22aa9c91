package dev.firebucket.storage.object;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The only interface to where the data is: a directory or an S3 bucket with a prefix.
///
/// Keys are relative, with `/` between parts, of `[A-Za-z0-9=._/-]`. Every call blocks, has a
/// timeout, and retries transient failures; other failures are an [ObjectStoreException] that names
/// the operation, the key and the remedy. Thread-safe.
public interface ObjectStore extends AutoCloseable {
  /// The whole object, empty if it does not exist.
  Optional<byte[]> get(String key) throws IOException;

  /// A part of an object, empty if it does not exist. What has arrived when a connection breaks is
  /// kept, and only the rest asked for again.
  ///
  /// @param offset of its first byte
  /// @param length how many bytes, at least one
  /// @param version that the object must have, see [ObjectPart#version]; empty for any
  /// @throws ObjectReplacedException when it has another version
  /// @throws ObjectCutException when the object ends before the last of these bytes
  Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException;

  /// Copies an object into a local file that must not exist yet; false if there is no such object.
  boolean download(String key, Path target) throws IOException;

  /// Writes an object, replacing an older one. On return it is durable.
  void put(String key, byte[] body) throws IOException;

  /// Writes a local file as an object, replacing an older one. On return it is durable.
  void upload(String key, Path source) throws IOException;

  /// Copies an object inside of the store, replacing an older one; false if there is no such
  /// object. On return it is durable.
  boolean copy(String from, String to) throws IOException;

  /// Creates the object only if the key does not exist. The outcome is typed because commits depend
  /// on it.
  PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException;

  /// Every object whose key begins with `prefix` (a whole folder, ending in `/`, or empty), in
  /// order of keys.
  List<ObjectSummary> list(String prefix) throws IOException;

  /// As [#list(String)], only keys that come after `startAfter` in order of keys.
  List<ObjectSummary> list(String prefix, String startAfter) throws IOException;

  /// Deletes objects; those that do not exist are ignored.
  void delete(Collection<String> keys) throws IOException;

  /// Makes sure that an object that was found to be missing is just that, and not out of reach with
  /// all that was around it.
  ///
  /// @throws IOException when nothing can be said of it now
  default void requireReach(String key) throws IOException {}

  /// The file of an object if the store is a directory of this machine: DuckDB reads it in place.
  Optional<Path> localFile(String key);

  /// Whether every object is a local file, see [#localFile].
  boolean hasLocalFiles();

  /// Counts what this client asks of the store.
  StoreRequests requests();

  /// Where the store is, for logs and errors: a path or `s3://bucket/prefix`.
  String location();

  /// Lets go of what would not outlive a snapshot of this process: connections and credentials. The
  /// next request gets new ones. No request may be under way.
  default void disconnect() {}

  @Override
  void close();
}
