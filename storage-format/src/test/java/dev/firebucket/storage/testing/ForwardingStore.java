package dev.firebucket.storage.testing;

import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Hands every call on to another store: tests override the one that goes wrong.
public class ForwardingStore implements ObjectStore {
  private final ObjectStore store;

  public ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    return store.get(key);
  }

  @Override
  public Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    return store.range(key, offset, length, version);
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    return store.download(key, target);
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    store.put(key, body);
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    store.upload(key, source);
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    return store.copy(from, to);
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    return store.putIfAbsent(key, body);
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    return store.list(prefix, startAfter);
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    store.delete(keys);
  }

  @Override
  public void requireReach(String key) throws IOException {
    store.requireReach(key);
  }

  @Override
  public Optional<Path> localFile(String key) {
    return store.localFile(key);
  }

  @Override
  public boolean hasLocalFiles() {
    return store.hasLocalFiles();
  }

  @Override
  public StoreRequests requests() {
    return store.requests();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }
}
