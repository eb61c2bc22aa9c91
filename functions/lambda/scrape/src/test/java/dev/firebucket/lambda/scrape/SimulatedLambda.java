package dev.firebucket.lambda.scrape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firebucket.ingest.event.DelayedRun;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.RunQueue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lambda, its schedule and its queue: environments that come and go, events that come late, twice
/// or wrong, failed ones that come again and are laid aside at last.
final class SimulatedLambda implements RunQueue {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DELIVERIES = 3;
  private static final int MOST_ENVIRONMENTS = 6;

  private final SimulatedWorld world;
  private final Path scratch;
  private final List<SimulatedEnvironment> environments = new ArrayList<>();
  private int made;

  /// What an invocation came to.
  ///
  /// @param problems of the answer
  /// @param error why it failed, null where it did not
  private record Invoked(List<String> problems, @Nullable String error) {}

  SimulatedLambda(SimulatedWorld world, Path scratch) {
    this.world = world;
    this.scratch = scratch;
  }

  /// The schedule, minute after minute.
  void schedule() {
    Instant end = SimulatedWorld.START.plus(SimulatedWorld.LENGTH);
    for (Instant minute = SimulatedWorld.START;
        minute.isBefore(end);
        minute = minute.plusSeconds(60)) {
      fire(minute);
    }
  }

  private void fire(Instant minute) {
    world.time.at(
        minute,
        () -> {
          String event = minuteEvent(minute);
          world.time.sleep(
              world.happens(0.15)
                  ? world.between(Duration.ZERO, Duration.ofSeconds(70))
                  : world.between(Duration.ZERO, Duration.ofSeconds(2)));
          if (world.happens(0.05)) {
            // A schedule whose clock jumps.
            int seconds = world.random.nextInt(7200) - 3600;
            Instant wrong = minute.plusSeconds(seconds);
            world.time.start("wrong", () -> invoke(minuteEvent(wrong)));
          }
          if (world.happens(0.08)) {
            world.time.start(
                "again",
                () -> {
                  world.time.sleep(world.between(Duration.ZERO, Duration.ofSeconds(30)));
                  deliver(minute, event, DELIVERIES);
                });
          }
          deliver(minute, event, 1);
        });
  }

  private String minuteEvent(Instant minute) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"%s\",\"interval\":%d,\"shards\":%d,\"fanOut\":true}",
        minute,
        world.tick.toSeconds(),
        world.shards);
  }

  private void deliver(Instant minute, String event, int delivery) {
    Invoked invoked = invoke(event);
    PlannedRound own = PlannedRound.of(minute, world.tick, 0, world.shards);
    world.ledger.minute(minute, invoked.problems());
    if (invoked.error() == null) {
      return;
    }
    world.ledger.failed(own);
    if (delivery < DELIVERIES) {
      world.time.sleep(world.between(Duration.ofSeconds(1), Duration.ofSeconds(60)));
      deliver(minute, event, delivery + 1);
    } else {
      world.ledger.laidAside(minute, invoked.error());
    }
  }

  @Override
  public List<Refused> lay(List<DelayedRun> runs) {
    world.time.sleep(world.between(Duration.ofMillis(5), Duration.ofMillis(40)));
    if (world.happens(0.01)) {
      return runs.stream().map(run -> new Refused(run, "no answer", false)).toList();
    }
    List<Refused> refused = new ArrayList<>();
    for (DelayedRun run : runs) {
      if (world.happens(0.02)) {
        refused.add(new Refused(run, "InternalError", true));
      } else {
        lay(run);
      }
    }
    return refused;
  }

  private void lay(DelayedRun run) {
    int copies = world.happens(0.04) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      Duration late =
          world.happens(0.003)
              ? Duration.ofHours(1)
              : world.happens(0.03)
                  ? world.between(Duration.ZERO, Duration.ofSeconds(90))
                  : world.between(Duration.ZERO, Duration.ofMillis(800));
      world.time.at(
          world.time.instant().plus(run.delay()).plus(late), () -> deliver(run.round(), 1));
    }
  }

  private void deliver(PlannedRound round, int delivery) {
    Invoked invoked = invoke(envelope(RunMessage.of(round)));
    world.ledger.run(round, invoked.problems());
    if (invoked.error() == null) {
      return;
    }
    world.ledger.failed(round);
    if (delivery < DELIVERIES) {
      world.time.sleep(world.between(Duration.ofSeconds(1), Duration.ofSeconds(120)));
      deliver(round, delivery + 1);
    } else {
      world.ledger.laidAside(round);
    }
  }

  private static String envelope(String body) {
    ObjectNode event = JSON.createObjectNode();
    event
        .putArray("Records")
        .addObject()
        .put("messageId", "059f36b4-87a3-44ab-83d2-661975830a7d")
        .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
        .put("body", body)
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:ticks")
        .put("awsRegion", "us-east-1");
    return event.toString();
  }

  private Invoked invoke(String event) {
    SimulatedEnvironment environment = environment();
    environment.busy = true;
    try {
      JsonNode answer =
          JSON.readTree(environment.function.handle(event.getBytes(StandardCharsets.UTF_8)));
      List<String> problems = new ArrayList<>();
      answer.path("problems").forEach(problem -> problems.add(problem.asText()));
      return new Invoked(problems, null);
    } catch (Exception | SimulatedStore.Killed failed) {
      return new Invoked(List.of(), String.valueOf(failed));
    } finally {
      environment.busy = false;
      if (environment.store.isDead() || world.happens(0.03)) {
        environments.remove(environment);
      }
    }
  }

  /// Any that is idle, or a new one; waits where there are too many.
  private SimulatedEnvironment environment() {
    while (true) {
      List<SimulatedEnvironment> idle =
          environments.stream().filter(environment -> !environment.busy).toList();
      if (!idle.isEmpty() && !world.happens(0.1)) {
        return idle.get(world.random.nextInt(idle.size()));
      }
      if (environments.size() < MOST_ENVIRONMENTS) {
        SimulatedEnvironment environment =
            new SimulatedEnvironment(world, this, scratch.resolve("environment-" + made++));
        environments.add(environment);
        return environment;
      }
      if (!idle.isEmpty()) {
        return idle.getFirst();
      }
      world.time.sleep(Duration.ofSeconds(1));
    }
  }
}
