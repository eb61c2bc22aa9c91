package dev.firebucket.local.command;

import dev.firebucket.storage.check.ScrubProgress;
import dev.firebucket.storage.compaction.CompactionProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/// Says every two seconds how far a long merge or check is; a short one says nothing.
final class ProgressLines implements CompactionProgress, ScrubProgress {
  private static final Duration PACE = Duration.ofSeconds(2);
  private static final double MILLION = 1e6;
  private static final double MEGABYTE = 1 << 20;

  private final PrintWriter out;
  private final InstantSource clock;
  private Instant said;

  ProgressLines(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.said = clock.instant();
  }

  @Override
  public void merged(String what, long merged, long samples) {
    say(
        () ->
            String.format(
                Locale.ROOT,
                "merging %s: %.1f of %.1f million samples",
                what,
                merged / MILLION,
                samples / MILLION));
  }

  @Override
  public void checked(long objects, long ofObjects, long bytes, long ofBytes) {
    say(
        () ->
            String.format(
                Locale.ROOT,
                "%d of %d objects, %.1f of %.1f MB",
                objects,
                ofObjects,
                bytes / MEGABYTE,
                ofBytes / MEGABYTE));
  }

  private void say(Supplier<String> line) {
    Instant now = clock.instant();
    if (now.isBefore(said.plus(PACE))) {
      return;
    }
    said = now;
    out.println(line.get());
    out.flush();
  }
}
