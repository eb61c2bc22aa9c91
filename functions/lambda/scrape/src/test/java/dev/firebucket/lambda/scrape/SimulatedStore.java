package dev.firebucket.lambda.scrape;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The bucket as one environment sees it: slow, refusing, without an answer, answering wrongly that
/// nothing was done; and the environment may die at any request, before it is done or after.
final class SimulatedStore extends ForwardingStore {
  private final SimulatedWorld world;
  private boolean dead;

  /// The environment was killed.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("the environment was killed");
    }
  }

  private interface Request<T> {
    T run() throws IOException;
  }

  SimulatedStore(SimulatedWorld world) {
    super(world.bucket);
    this.world = world;
  }

  boolean isDead() {
    return dead;
  }

  private <T> T request(Request<T> request) throws IOException {
    world.time.sleep(world.between(Duration.ofMillis(5), Duration.ofMillis(40)));
    if (dead || world.happens(0.002)) {
      dead = true;
      throw new Killed();
    }
    switch (world.outage()) {
      case NONE -> {}
      case REFUSING -> throw new IOException("503 Slow Down");
      case SILENT -> {
        world.time.sleep(Duration.ofSeconds(20));
        throw new IOException("no answer within 20 s");
      }
    }
    T answer = request.run();
    if (world.happens(0.002)) {
      dead = true;
      throw new Killed();
    }
    if (world.happens(0.004)) {
      throw new IOException("done, but the answer is lost");
    }
    return answer;
  }

  /// Writes an object of samples.
  void write(List<SampleBatch> samples) throws IOException {
    request(
        () -> {
          world.ledger.stored(samples);
          return true;
        });
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    return request(() -> super.get(key));
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    if (world.happens(0.01)) {
      // 409: another request for the same key is under way.
      return PutIfAbsentOutcome.UNKNOWN;
    }
    return request(() -> super.putIfAbsent(key, body));
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return request(() -> super.list(prefix));
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    request(
        () -> {
          super.delete(keys);
          return true;
        });
  }
}
