package dev.firebucket.storage.simulation;

import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The bucket as one process sees it: requests travel, are refused, done late, twice or without an
/// answer, and the process may die at any of them. Between any two steps the others act.
final class SimulatedStore implements ObjectStore {
  private final SimulatedProcess process;
  private final SharedObjects shared;

  SimulatedStore(SimulatedProcess process, SharedObjects shared) {
    this.process = process;
    this.shared = shared;
  }

  /// What a request does.
  private interface Effect<T> {
    T run() throws IOException;
  }

  private static final String UNANSWERED = "no answer came";

  private <T> T reading(String what, String key, Effect<T> effect) throws IOException {
    return request(what, key, false, effect);
  }

  private void writing(String what, String key, Runnable effect) throws IOException {
    request(
        what,
        key,
        true,
        () -> {
          effect.run();
          return true;
        });
  }

  private <T> T request(String what, String key, boolean writes, Effect<T> effect)
      throws IOException {
    Faults faults = process.world().faults();
    process.requireAlive();
    if (process.isElsewhere()) {
      // Of the threads of a query: what they read is there at one moment.
      return effect.run();
    }
    process.sleep(faults.travelMillis() + frozen());
    process.requireAlive();
    Faults.Fate fate = faults.next(writes);
    if (fate != Faults.Fate.DONE) {
      process.noteFault();
    }
    process.world().note(process.name(), what + " ", key, fate);
    switch (fate) {
      case REFUSED -> throw new ObjectStoreException("503 Slow Down: " + what + " " + key);
      case KILLED_BEFORE -> throw killed();
      case LATE -> {
        again(what, key, effect);
        throw unanswered(what, key);
      }
      case DONE, UNANSWERED, REPEATED, TWICE, KILLED_AFTER -> {}
    }
    T answer = effect.run();
    switch (fate) {
      case KILLED_AFTER -> throw killed();
      case UNANSWERED -> throw unanswered(what, key);
      case REPEATED -> again(what, key, effect);
      case TWICE -> answer = effect.run();
      case DONE, REFUSED, LATE, KILLED_BEFORE -> {}
    }
    process.sleep(faults.travelMillis() + frozen());
    process.requireAlive();
    return answer;
  }

  private long frozen() {
    long millis = process.world().faults().frozenMillis();
    if (millis > 0) {
      process.noteFault();
      process.world().note(process.name(), "stands still for " + millis / 60_000 + " min");
    }
    return millis;
  }

  private Crash killed() {
    process.die();
    return new Crash(process.name());
  }

  private IOException unanswered(String what, String key) {
    process.sleep(process.world().faults().travelMillis());
    process.requireAlive();
    return new ObjectStoreException(UNANSWERED + ": " + what + " " + key);
  }

  private <T> void again(String what, String key, Effect<T> effect) {
    SimulatedWorld world = process.world();
    world
        .time()
        .later(
            Duration.ofMillis(world.faults().lateMillis()),
            () -> {
              world.note("network", what + " " + key + " of " + process.name());
              try {
                effect.run();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    process.world().ledger().read(process, key);
    return reading("get", key, () -> shared.get(key));
  }

  @Override
  public Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    return reading("range", key, () -> shared.range(key, offset, length, version));
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    Optional<byte[]> body = reading("download", key, () -> shared.get(key));
    if (body.isPresent()) {
      Files.write(target, body.get(), StandardOpenOption.CREATE_NEW);
    }
    return body.isPresent();
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    byte[] copy = body.clone();
    Runnable seen = process.world().ledger().effectOfPut(process, key);
    writing(
        "put",
        key,
        () -> {
          shared.put(key, copy);
          seen.run();
        });
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    put(key, Files.readAllBytes(source));
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    return request("copy", from, true, () -> shared.copy(from, to));
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    byte[] copy = body.clone();
    try {
      return request("create", key, true, () -> shared.putIfAbsent(key, copy));
    } catch (ObjectStoreException e) {
      return PutIfAbsentOutcome.UNKNOWN;
    }
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return reading("list", prefix, () -> shared.list(prefix, ""));
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    return reading("list", prefix + " after " + startAfter, () -> shared.list(prefix, startAfter));
  }

  /// Key by key: a deletion of many is not all or nothing.
  @Override
  public void delete(Collection<String> keys) throws IOException {
    for (String key : keys.stream().sorted().toList()) {
      writing("delete", key, () -> shared.delete(key));
    }
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
    return shared.requests();
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}
}
