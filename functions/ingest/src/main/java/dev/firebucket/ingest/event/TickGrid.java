package dev.firebucket.ingest.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The times for which runs are planned: whole multiples of an interval since the epoch, so that
/// every schedule, message and process means the same ones, whenever each was created.
///
/// @param interval between two, at least a second
public record TickGrid(Duration interval) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public TickGrid {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("runs are at least a second apart, not " + interval);
    }
  }

  /// The newest time of the grid that is not after a moment.
  public Instant atOrBefore(Instant moment) {
    long millis = moment.toEpochMilli();
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, interval.toMillis()));
  }

  /// The times of the grid from a moment on, before another.
  public List<Instant> between(Instant from, Instant before) {
    List<Instant> times = new ArrayList<>();
    Instant first = atOrBefore(from);
    for (Instant time = first.isBefore(from) ? first.plus(interval) : first;
        time.isBefore(before);
        time = time.plus(interval)) {
      times.add(time);
    }
    return times;
  }
}
