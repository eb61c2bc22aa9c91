package dev.firebucket.storage.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs seeds one after the other.
///
/// @param folder for their files, deleted after each
/// @param planted what is wrong on purpose
/// @param others starts more actors than those of the storage format
public record SeedRuns(Path folder, PlantedFault planted, Consumer<SimulatedWorld> others) {
  private static final int STEPS_SHOWN = 400;
  private static final Path MEMORY = Path.of("/dev/shm");

  /// Runs of the storage format alone.
  SeedRuns(Path folder, PlantedFault planted) {
    this(folder, planted, world -> {});
  }

  /// What a seed came to.
  ///
  /// @param found why it failed; empty where everything held
  public record Outcome(Optional<AssertionError> found, List<String> history) {}

  /// @return how many seeds
  /// @throws AssertionError of the first that fails, with its history
  public long requireAll(long first, long last) throws IOException {
    for (long seed = first; seed <= last; seed++) {
      Outcome outcome = run(seed);
      if (outcome.found().isPresent()) {
        throw failure(seed, outcome);
      }
    }
    return last - first + 1;
  }

  private static AssertionError failure(long seed, Outcome outcome) {
    List<String> history = outcome.history();
    List<String> shown = history.subList(Math.max(0, history.size() - STEPS_SHOWN), history.size());
    return new AssertionError(
        "%s%nseed %d (-Dfirebucket.seed=%d), its last %d of %d steps:%n%s"
            .formatted(
                outcome.found().orElseThrow().getMessage(),
                seed,
                seed,
                shown.size(),
                history.size(),
                String.join(System.lineSeparator(), shown)),
        outcome.found().orElseThrow());
  }

  public Outcome run(long seed) throws IOException {
    // Thousands of small files: in memory where the system has a folder for that.
    Path parent = Files.isWritable(MEMORY) ? MEMORY : folder;
    Path ofSeed = Files.createTempDirectory(parent, "firebucket-seed-" + seed + "-");
    SimulatedWorld world = new SimulatedWorld(seed, ofSeed, planted);
    try {
      others.accept(world);
      world.run();
      return new Outcome(Optional.empty(), world.history());
    } catch (AssertionError found) {
      // Its cause says where.
      return new Outcome(Optional.of(found), world.history());
    } finally {
      delete(ofSeed);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
