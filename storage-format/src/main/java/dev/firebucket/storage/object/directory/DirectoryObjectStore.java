package dev.firebucket.storage.object.directory;

import dev.firebucket.storage.object.ObjectCutException;
import dev.firebucket.storage.object.ObjectKey;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectReplacedException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A store in a directory: an object is a file, its key the path below the root.
///
/// An object appears whole or not at all: it is written to a hidden folder, synced to disk, then
/// moved into place, and the folders are synced too. So it survives `kill -9` and a power cut once
/// a call has returned. Put-if-absent is a hard link, which fails if the name exists.
public final class DirectoryObjectStore implements ObjectStore {
  private final Path root;
  private final StagingArea staging;
  private final KnownListings listings;
  private final StoreRequests requests = new StoreRequests();

  private DirectoryObjectStore(Path root, StagingArea staging) {
    this.root = root;
    this.staging = staging;
    this.listings = new KnownListings(root, Clock.systemUTC());
  }

  /// Opens a directory, and creates it if it is missing.
  ///
  /// @throws ObjectStoreException when the directory cannot be created or written
  public static DirectoryObjectStore open(Path directory) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    try {
      DurableFiles.createDirectories(root);
      return new DirectoryObjectStore(root, StagingArea.open(root));
    } catch (IOException e) {
      throw new ObjectStoreException(
          "cannot use the directory "
              + root
              + " as a store: "
              + DurableFiles.reason(e)
              + "; it must be a directory in which this user may create files",
          e);
    }
  }

  private Path path(String key) {
    return root.resolve(ObjectKey.require(key));
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    Path path = path(key);
    requests.sent(StoreRequest.GET, 0);
    try {
      byte[] body = Files.readAllBytes(path);
      requests.received(StoreRequest.GET, body.length);
      return Optional.of(body);
    } catch (NoSuchFileException e) {
      requireStore(StoreRequest.GET, "read", key);
      return Optional.empty();
    } catch (IOException e) {
      throw failed(StoreRequest.GET, "read", key, e);
    }
  }

  @Override
  public Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    Path path = path(key);
    requests.sent(StoreRequest.GET_RANGE, 0);
    try {
      Optional<ObjectPart> part = FilePart.read(path, key, offset, length, version);
      if (part.isEmpty()) {
        requireStore(StoreRequest.GET_RANGE, "read", key);
      }
      requests.received(StoreRequest.GET_RANGE, part.map(one -> one.bytes().length).orElse(0));
      return part;
    } catch (ObjectReplacedException | ObjectCutException | ObjectStoreException e) {
      throw e;
    } catch (IOException e) {
      throw failed(StoreRequest.GET_RANGE, "read", key, e);
    }
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    Path path = path(key);
    requests.sent(StoreRequest.GET, 0);
    try {
      Files.copy(path, target);
      requests.received(StoreRequest.GET, Files.size(target));
      return true;
    } catch (NoSuchFileException e) {
      if (!Files.notExists(path)) {
        throw failed(StoreRequest.GET, "copy to " + target, key, e);
      }
      requireStore(StoreRequest.GET, "read", key);
      return false;
    } catch (IOException e) {
      throw failed(StoreRequest.GET, "copy to " + target, key, e);
    }
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    Path path = path(key);
    requests.sent(StoreRequest.PUT, body.length);
    try {
      moveIntoPlace(staging.write(body), path);
    } catch (IOException e) {
      throw failed(StoreRequest.PUT, "write", key, e);
    }
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    Path path = path(key);
    requests.sent(StoreRequest.PUT, Files.size(source));
    try {
      moveIntoPlace(staging.copy(source), path);
    } catch (IOException e) {
      throw failed(StoreRequest.PUT, "write", key, e);
    }
  }

  private static void moveIntoPlace(Path staged, Path target) throws IOException {
    try {
      DurableFiles.createDirectories(parent(target));
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(staged);
    }
    DurableFiles.forceDirectory(parent(target));
  }

  /// Objects never change where they lie, so both keys may share the bytes.
  @Override
  public boolean copy(String from, String to) throws IOException {
    Path source = path(from);
    Path target = path(to);
    requests.sent(StoreRequest.PUT, 0);
    try {
      staging.requireStore();
      DurableFiles.createDirectories(parent(target));
      Files.deleteIfExists(target);
      Files.createLink(target, source);
      DurableFiles.forceDirectory(parent(target));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw failed(StoreRequest.PUT, "copy", from, e);
    }
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    Path path = path(key);
    requests.sent(StoreRequest.PUT_IF_ABSENT, body.length);
    try {
      Path staged = staging.write(body);
      try {
        DurableFiles.createDirectories(parent(path));
        Files.createLink(path, staged);
      } catch (FileAlreadyExistsException e) {
        return PutIfAbsentOutcome.EXISTS;
      } catch (UnsupportedOperationException e) {
        throw new IOException(
            "its file system has no hard links, which the store needs for its commits", e);
      } finally {
        Files.deleteIfExists(staged);
      }
      DurableFiles.forceDirectory(parent(path));
      return PutIfAbsentOutcome.CREATED;
    } catch (IOException e) {
      throw failed(StoreRequest.PUT_IF_ABSENT, "write", key, e);
    }
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return list(prefix, "");
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    Path folder = root.resolve(ObjectKey.requirePrefix(prefix));
    requests.sent(StoreRequest.LIST, 0);
    try {
      List<ObjectSummary> objects = listings.of(folder, startAfter);
      if (objects.isEmpty()) {
        staging.requireStore();
      }
      return objects;
    } catch (IOException e) {
      throw failed(StoreRequest.LIST, "list", prefix, e);
    }
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    if (keys.isEmpty()) {
      return;
    }
    requests.sent(StoreRequest.DELETE, 0);
    Set<Path> folders = new LinkedHashSet<>();
    for (String key : keys) {
      Path path = path(key);
      try {
        if (Files.deleteIfExists(path)) {
          folders.add(parent(path));
        }
      } catch (IOException e) {
        throw failed(StoreRequest.DELETE, "delete", key, e);
      }
    }
    for (Path folder : folders) {
      DurableFiles.forceDirectory(folder);
    }
  }

  @Override
  public Optional<Path> localFile(String key) {
    Path path = path(key);
    return Files.notExists(path) ? Optional.empty() : Optional.of(path);
  }

  /// Its folder must be there too: what is missing with all around it is out of reach, as on a
  /// volume that is no longer mounted.
  @Override
  public void requireReach(String key) throws IOException {
    requireStore(StoreRequest.GET, "read", key);
    Path folder = parent(path(key));
    if (!Files.isDirectory(folder)) {
      throw new ObjectStoreException(
          "cannot read '%s' in the directory %s: its folder is missing too; mount the volume again, or restore the folder, empty if need be"
              .formatted(key, root));
    }
  }

  private void requireStore(StoreRequest kind, String operation, String key)
      throws ObjectStoreException {
    try {
      staging.requireStore();
    } catch (IOException e) {
      throw failed(kind, operation, key, e);
    }
  }

  @Override
  public boolean hasLocalFiles() {
    return true;
  }

  @Override
  public StoreRequests requests() {
    return requests;
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void close() {}

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private ObjectStoreException failed(
      StoreRequest kind, String operation, String key, IOException e) {
    requests.failed(kind);
    return new ObjectStoreException(
        "cannot "
            + operation
            + " '"
            + key
            + "' in the directory "
            + root
            + ": "
            + DurableFiles.reason(e),
        e);
  }
}
