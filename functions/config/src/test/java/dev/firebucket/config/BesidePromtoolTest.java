package dev.firebucket.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    promtool = Peers.program("promtool");
  }

  @Test
  void bothTakeOrRefuseAConfigurationInTheSameWords() throws Exception {
    List<String> configurations = new ArrayList<>();
    for (String section : Files.readString(snippets()).split("(?m)^---\n")) {
      configurations.add(section);
    }
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < configurations.size(); i++) {
      files.add(Files.writeString(directory.resolve(i + ".yml"), configurations.get(i)));
    }
    List<Optional<String>> theirs = promtool(files);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      List<ConfigProblem> ours = errors(files.get(i));
      if (!agree(theirs.get(i), ours)) {
        differences.add(
            configurations.get(i)
                + "promtool: "
                + theirs.get(i).orElse("good")
                + "\nours:     "
                + ours
                + "\n");
      }
    }
    System.out.printf(
        "beside promtool: %d configurations, %d of them good, %d differences%n",
        files.size(), theirs.stream().filter(Optional::isEmpty).count(), differences.size());
    assertThat(differences).isEmpty();
  }

  private static Path snippets() {
    return Path.of(System.getProperty("firebucket.repository", "../.."))
        .resolve("functions/config/src/test/resources/promtool-cases.yml");
  }

  private static boolean agree(Optional<String> theirs, List<ConfigProblem> ours) {
    if (theirs.isEmpty()) {
      return ours.isEmpty() || ours.getFirst().message().contains("is not supported yet");
    }
    // Prometheus counts the lines of syntax errors from 0 or from 1, or leaves them out.
    String words = theirs.get().replaceAll("yaml: line \\d+: ", "yaml: ");
    return !ours.isEmpty() && words.contains(ours.getFirst().message());
  }

  /// What promtool refuses each file with, empty when it takes it.
  private List<Optional<String>> promtool(List<Path> files)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(promtool.toString(), "check", "config", "--syntax-only"));
    files.forEach(file -> command.add(file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    List<Optional<String>> answers = new ArrayList<>();
    for (String part : output.split("(?m)^Checking ")) {
      if (!part.isBlank()) {
        answers.add(part.contains("FAILED:") ? Optional.of(part.strip()) : Optional.empty());
      }
    }
    assertThat(answers).hasSameSizeAs(files);
    return answers;
  }

  private static List<ConfigProblem> errors(Path file) {
    ConfigChecker checker = new ConfigChecker(new ConfigLoader(name -> Optional.empty()));
    return checker.check(file, true).problems().stream()
        .filter(problem -> problem.severity() == ConfigProblem.Severity.ERROR)
        .toList();
  }
}
