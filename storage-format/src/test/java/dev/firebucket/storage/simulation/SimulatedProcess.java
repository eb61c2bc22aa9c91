package dev.firebucket.storage.simulation;

import java.time.Instant;
import java.time.InstantSource;

/// One life of a process: a clock of its own that is wrong and drifts, a store that fails, and an
/// end that may come at any request.
public final class SimulatedProcess implements InstantSource {
  /// No clock is more wrong than this. Twice this, and how late a put may be, are less than a
  /// reader's listing goes back (two minutes).
  static final long MOST_SKEW_MILLIS = 20_000;

  private final String name;
  private VirtualTime.Actor actor;
  private final SimulatedWorld world;
  private final long started;
  private final double offset;
  private final double drift;
  private boolean dead;
  private long faults;
  private long names;

  SimulatedProcess(String name, VirtualTime.Actor actor, SimulatedWorld world) {
    this.name = name;
    this.actor = actor;
    this.world = world;
    this.started = world.time().millis();
    this.offset = world.random().nextGaussian() * MOST_SKEW_MILLIS / 2;
    this.drift = world.random().nextGaussian() * 0.005;
  }

  @Override
  public Instant instant() {
    long now = world.time().millis();
    double wrong = world.isSkewed() ? offset + drift * (now - started) : 0;
    return Instant.ofEpochMilli(
        now + (long) Math.clamp(wrong, -MOST_SKEW_MILLIS, MOST_SKEW_MILLIS));
  }

  public String name() {
    return name;
  }

  public SimulatedWorld world() {
    return world;
  }

  /// A new part of a key.
  public String unique() {
    return name + "-" + names++;
  }

  public void sleep(long millis) {
    actor.sleep(millis);
  }

  boolean isElsewhere() {
    return actor.isElsewhere();
  }

  /// The actor whose process it is.
  public VirtualTime.Actor actor() {
    return actor;
  }

  /// From now on it acts as a part of another.
  void handOver(SimulatedProcess other) {
    actor = other.actor;
  }

  public boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  void requireAlive() {
    if (dead) {
      throw new Crash(name);
    }
  }

  /// Something went wrong for it that it may report.
  public void noteFault() {
    faults++;
  }

  /// How often something went wrong.
  public long faults() {
    return faults;
  }
}
