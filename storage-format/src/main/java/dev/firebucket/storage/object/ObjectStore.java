package dev.firebucket.storage.object;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The one port to whatever holds the data: a directory or an S3 bucket with a prefix.
///
/// Keys are relative, with `/` between parts, of `[A-Za-z0-9=._/-]`. Every call blocks, has a
/// timeout, and retries what may pass; failures that stay are an [ObjectStoreException] that names
/// the operation, the key and the remedy. Safe for use by several threads.
public interface ObjectStore extends AutoCloseable {
  /// The whole object, empty where there is none.
  Optional<byte[]> get(String key) throws IOException;

  /// Copies an object into a local file that must not yet exist; false where there is no such
  /// object.
  boolean download(String key, Path target) throws IOException;

  /// Writes an object, over an older one if there is one. On return it is durable.
  void put(String key, byte[] body) throws IOException;

  /// Writes a local file as an object, over an older one if there is one. On return it is durable.
  void upload(String key, Path source) throws IOException;

  /// Writes an object if there is none of this key; the outcome is typed because a commit hangs on
  /// it.
  PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException;

  /// Every object whose key begins with `prefix` (a whole folder, ending in `/`, or empty), in
  /// order of keys.
  List<ObjectSummary> list(String prefix) throws IOException;

  /// As [#list(String)], only keys that come after `startAfter` in order of keys.
  List<ObjectSummary> list(String prefix, String startAfter) throws IOException;

  /// Removes objects; those that do not exist are passed over.
  void delete(Collection<String> keys) throws IOException;

  /// The file behind an object where the store is a directory of this machine: DuckDB then reads it
  /// in place.
  Optional<Path> localFile(String key);

  /// Whether every object is a file of this machine, by [#localFile].
  boolean hasLocalFiles();

  /// Where the store is, for logs and errors: a path or `s3://bucket/prefix`.
  String location();

  @Override
  void close();
}
