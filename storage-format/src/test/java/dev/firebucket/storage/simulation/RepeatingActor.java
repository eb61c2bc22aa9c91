package dev.firebucket.storage.simulation;

import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// An actor that does the same again and again, in a process that is started again when it has
/// died.
///
/// @param <P> what a process of it holds
public abstract class RepeatingActor<P> implements VirtualTime.Body {
  private final SimulatedWorld world;
  private final String name;
  private final int times;
  private int lives;

  protected RepeatingActor(SimulatedWorld world, String name, int times) {
    this.world = world;
    this.name = name;
    this.times = times;
  }

  protected SimulatedWorld world() {
    return world;
  }

  protected Random random() {
    return world.random();
  }

  /// Starts a process.
  protected abstract P start(SimulatedProcess process) throws IOException;

  /// Does it once.
  protected abstract void act(SimulatedProcess process, P parts) throws IOException;

  /// What a process leaves behind goes.
  protected void end(P parts) {}

  /// How long to wait until the next time.
  protected long pauseMillis() {
    return switch (random().nextInt(10)) {
      case 0 -> random().nextInt(60 * 60_000);
      case 1, 2, 3 -> random().nextInt(10 * 60_000);
      default -> random().nextInt(60_000);
    };
  }

  @Override
  public void run(VirtualTime.Actor actor) throws IOException {
    SimulatedProcess process = null;
    P parts = null;
    for (int i = 0; i < times; i++) {
      actor.sleep(pauseMillis());
      if (process == null || parts == null) {
        process = new SimulatedProcess(name + "-" + ++lives, actor, world);
        parts = start(process);
      }
      try {
        act(process, parts);
      } catch (Crash killed) {
        world.note(process.name(), "is dead");
      } catch (IOException e) {
        world.note(process.name(), "failed: " + e.getMessage());
        failed(process, e);
      } catch (RuntimeException e) {
        // A death may come as what somebody made of it.
        if (!process.isDead()) {
          throw e;
        }
        world.note(process.name(), "is dead");
      } finally {
        world.ledger().idle(process);
      }
      if (process.isDead() || random().nextInt(6) == 0) {
        close(parts);
        process = null;
        parts = null;
      }
    }
    if (parts != null && !isKept()) {
      close(parts);
    }
  }

  /// Whether the last process lives on after its actor has ended.
  protected boolean isKept() {
    return false;
  }

  private void close(@Nullable P parts) {
    if (parts != null) {
      end(parts);
    }
  }

  /// Whether a failure is one that may be.
  protected void failed(SimulatedProcess process, IOException failure) {
    if (process.faults() == 0) {
      throw new AssertionError(
          process.name() + " failed though nothing went wrong: " + failure, failure);
    }
  }
}
