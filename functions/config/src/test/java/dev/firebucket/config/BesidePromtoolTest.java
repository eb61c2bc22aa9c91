package dev.firebucket.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.UnsupportedSectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same small configurations to the real promtool and to us: both take them, or both refuse
/// them in the same words.
class BesidePromtoolTest {
  @TempDir private Path directory;

  private Path promtool = Path.of("");

  @BeforeEach
  void findPromtool() {
    String peers = System.getenv("PEERS");
    promtool =
        Path.of(
                peers == null
                    ? System.getProperty("user.home") + "/.cache/firebucket-peers/bin"
                    : peers)
            .resolve("promtool");
    Assumptions.assumeTrue(Files.exists(promtool), () -> "no real promtool at " + promtool);
  }

  @Test
  void bothTakeOrRefuseAConfigurationInTheSameWords() throws Exception {
    List<String> configurations = new ArrayList<>();
    for (String section : Files.readString(snippets()).split("(?m)^---\n")) {
      configurations.add(section);
    }
    List<String> differences = new ArrayList<>();
    int taken = 0;
    for (String configuration : configurations) {
      Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
      Optional<String> theirs = promtool(file);
      Optional<ConfigException> ours = load(file);
      taken += theirs.isEmpty() ? 1 : 0;
      if (!agree(theirs, ours)) {
        differences.add(
            configuration
                + "promtool: "
                + theirs.orElse("good")
                + "\nours:     "
                + ours.map(Throwable::getMessage).orElse("good")
                + "\n");
      }
    }
    System.out.printf(
        "beside promtool: %d configurations, %d of them good, %d differences%n",
        configurations.size(), taken, differences.size());
    assertThat(differences).isEmpty();
  }

  private static Path snippets() {
    return Path.of(System.getProperty("firebucket.repository", "../.."))
        .resolve("functions/config/src/test/resources/promtool-cases.yml");
  }

  private static boolean agree(Optional<String> theirs, Optional<ConfigException> ours) {
    if (theirs.isEmpty()) {
      return ours.isEmpty() || ours.get() instanceof UnsupportedSectionException;
    }
    return ours.isPresent() && theirs.get().contains(ours.get().problem());
  }

  /// What promtool refuses it with, empty when it takes it.
  private Optional<String> promtool(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "config", "--syntax-only", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == 0 ? Optional.empty() : Optional.of(output.strip());
  }

  private static Optional<ConfigException> load(Path file) {
    try {
      new ConfigLoader(name -> Optional.empty()).load(file);
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(e);
    }
  }
}
