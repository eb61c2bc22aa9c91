package dev.firebucket.ingest.testing;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A store in memory that follows the contract and lets a test act between two requests.
public final class MemoryStore implements ObjectStore {
  public record Entry(byte[] body, Instant written) {}

  public final Map<String, Entry> objects = new ConcurrentSkipListMap<>();
  public final Clock clock;

  /// Runs before each conditional put; may throw or act as another writer.
  public Runnable beforePut = () -> {};

  /// What a put that succeeded reports.
  public PutIfAbsentOutcome reported = PutIfAbsentOutcome.CREATED;

  public MemoryStore() {
    this(Clock.systemUTC());
  }

  public MemoryStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(objects.get(key)).map(Entry::body);
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    Optional<byte[]> body = get(key);
    if (body.isPresent()) {
      Files.write(target, body.get());
    }
    return body.isPresent();
  }

  @Override
  public void put(String key, byte[] body) {
    objects.put(key, new Entry(body, clock.instant()));
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    put(key, Files.readAllBytes(source));
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) {
    Runnable hook = beforePut;
    hook.run();
    return objects.putIfAbsent(key, new Entry(body, clock.instant())) == null
        ? reported
        : PutIfAbsentOutcome.EXISTS;
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    return list(prefix, "");
  }

  @Override
  public List<ObjectSummary> list(String prefix, String after) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .filter(entry -> entry.getKey().compareTo(after) > 0)
        .map(e -> new ObjectSummary(e.getKey(), e.getValue().body().length, e.getValue().written()))
        .toList();
  }

  @Override
  public void delete(Collection<String> keys) {
    keys.forEach(objects::remove);
  }

  @Override
  public boolean hasLocalFiles() {
    return false;
  }

  @Override
  public Optional<Path> localFile(String key) {
    return Optional.empty();
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}
}
