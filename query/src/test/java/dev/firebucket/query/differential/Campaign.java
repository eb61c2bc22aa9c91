package dev.firebucket.query.differential;

import dev.firebucket.query.differential.BesidePrometheus.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/// Asks both the queries of many seeds and counts what came of it.
///
/// `-Dfirebucket.seeds=1000:6000` names the seeds, the last one not included; the summary goes to
/// `target/differential/`.
final class Campaign {
  private final String name;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();

  private Campaign(String name) {
    this.name = name;
  }

  /// The differences that nobody has explained, each with its seed and its smallest query.
  static List<String> run(
      String name, BesidePrometheus both, String defaultSeeds, LongFunction<List<Trial>> trials)
      throws Exception {
    Campaign campaign = new Campaign(name);
    String[] seeds = System.getProperty("firebucket.seeds", defaultSeeds).split(":");
    long started = System.nanoTime();
    for (long seed = Long.parseLong(seeds[0]); seed < Long.parseLong(seeds[1]); seed++) {
      for (Trial trial : trials.apply(seed)) {
        campaign.ask(both, seed, trial);
      }
    }
    campaign.write(String.join(" to ", seeds), (System.nanoTime() - started) / 1_000_000_000);
    return campaign.differences;
  }

  private void ask(BesidePrometheus both, long seed, Trial trial) throws Exception {
    Outcome outcome = both.ask(trial);
    counts.merge(
        switch (outcome) {
          case Outcome.Same _ -> "the same to the last bit";
          case Outcome.SameError _ -> "the same error";
          case Outcome.PeerVaries _ -> "within what Prometheus varies by from asking to asking";
          case Outcome.Known known -> "known: " + known.why().reason();
          case Outcome.Different _ -> "DIFFERENT";
        },
        1,
        Integer::sum);
    if (outcome instanceof Outcome.Different(String what)) {
      Trial smallest = new Minimizer(both).minimize(trial);
      String least =
          smallest.equals(trial)
              ? ""
              : "\n  least: "
                  + smallest.text()
                  + (both.ask(smallest) instanceof Outcome.Different(String why)
                      ? "\n  " + why
                      : "");
      differences.add("seed " + seed + ": " + trial + "\n  " + what + least);
    }
  }

  private void write(String seeds, long seconds) throws IOException {
    StringBuilder text = new StringBuilder(name + ", seeds " + seeds + ", " + seconds + " s\n");
    counts.forEach((what, count) -> text.append("%7d  %s%n".formatted(count, what)));
    differences.forEach(difference -> text.append('\n').append(difference).append('\n'));
    Path folder = Files.createDirectories(Path.of("target", "differential"));
    Files.write(folder.resolve(name + ".txt"), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
