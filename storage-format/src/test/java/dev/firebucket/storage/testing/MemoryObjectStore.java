package dev.firebucket.storage.testing;

import dev.firebucket.storage.object.ObjectCutException;
import dev.firebucket.storage.object.ObjectKey;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectReplacedException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// A store in memory, with the same contract as the real ones.
public final class MemoryObjectStore implements ObjectStore {
  private record Held(byte[] body, Instant written, long version) {}

  private final NavigableMap<String, Held> objects = new ConcurrentSkipListMap<>();
  private final InstantSource clock;
  private final StoreRequests requests = new StoreRequests();
  private final AtomicLong versions = new AtomicLong();

  public MemoryObjectStore() {
    this(InstantSource.system());
  }

  /// @param clock when objects are last modified
  public MemoryObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> get(String key) {
    Held held = objects.get(ObjectKey.require(key));
    requests.sent(StoreRequest.GET, held == null ? 0 : held.body.length);
    return Optional.ofNullable(held).map(found -> found.body.clone());
  }

  @Override
  public Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    Held held = objects.get(ObjectKey.require(key));
    requests.sent(StoreRequest.GET_RANGE, held == null ? 0 : length);
    if (held == null) {
      return Optional.empty();
    }
    String found = "v" + held.version;
    if (!version.isEmpty() && !version.equals(found)) {
      throw new ObjectReplacedException(key, location());
    }
    if (offset + length > held.body.length) {
      throw new ObjectCutException(key, location());
    }
    return Optional.of(
        new ObjectPart(Arrays.copyOfRange(held.body, (int) offset, (int) offset + length), found));
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    Optional<byte[]> body = get(key);
    if (body.isPresent()) {
      Files.write(target, body.get(), StandardOpenOption.CREATE_NEW);
    }
    return body.isPresent();
  }

  /// Of the same bytes another version each time, as buckets do that were copied back.
  private Held held(byte[] body) {
    return new Held(body.clone(), clock.instant(), versions.incrementAndGet());
  }

  @Override
  public void put(String key, byte[] body) {
    requests.sent(StoreRequest.PUT, body.length);
    objects.put(ObjectKey.require(key), held(body));
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    put(key, Files.readAllBytes(source));
  }

  @Override
  public boolean copy(String from, String to) {
    requests.sent(StoreRequest.PUT, 0);
    Held held = objects.get(ObjectKey.require(from));
    if (held == null) {
      return false;
    }
    objects.put(ObjectKey.require(to), held(held.body()));
    return true;
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) {
    requests.sent(StoreRequest.PUT_IF_ABSENT, body.length);
    Held held = held(body);
    return objects.putIfAbsent(ObjectKey.require(key), held) == null
        ? PutIfAbsentOutcome.CREATED
        : PutIfAbsentOutcome.EXISTS;
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    return list(prefix, "");
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) {
    ObjectKey.requirePrefix(prefix);
    requests.sent(StoreRequest.LIST, 0);
    return objects.tailMap(startAfter, false).entrySet().stream()
        .filter(object -> object.getKey().startsWith(prefix))
        .map(
            object ->
                new ObjectSummary(
                    object.getKey(), object.getValue().body.length, object.getValue().written))
        .toList();
  }

  @Override
  public void delete(Collection<String> keys) {
    if (!keys.isEmpty()) {
      requests.sent(StoreRequest.DELETE, 0);
    }
    keys.forEach(key -> objects.remove(ObjectKey.require(key)));
  }

  @Override
  public Optional<Path> localFile(String key) {
    return Optional.empty();
  }

  @Override
  public boolean hasLocalFiles() {
    return false;
  }

  @Override
  public StoreRequests requests() {
    return requests;
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}
}
