package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script at the root, as a user calls it. The app is built already when these run.
class LauncherIT {
  @TempDir private Path folder;

  private record Ended(int status, String said) {}

  private Ended run(Path script, Path from, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
    builder.environment().put("FIREBUCKET_PREBUILT", "1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private static Path script() {
    return RunningServer.repository().resolve("firebucket");
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    Ended ended = run(script(), folder, Map.of(), "--help");

    assertThat(ended.status()).isZero();
    assertThat(ended.said())
        .contains("up ", "query ", "explain ", "check ", "compact ", "synth ", "test ");
  }

  @Test
  void anUnknownCommandIsMisuse() throws Exception {
    Ended ended = run(script(), folder, Map.of(), "frobnicate");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.said()).contains("unknown command 'frobnicate'");
  }

  /// A copy of the script in a folder of its own: whatever it did wrong, it would do here.
  @ParameterizedTest
  @CsvSource({
    "test rules my_test.yml, test-rules FILE…` runs unit tests of rules",
    "test clean, unexpected argument 'clean'",
    "test -pl query rules my_test.yml, test-rules FILE…` runs unit tests of rules",
    "test -pl, -pl needs a value",
    "test --frobnicate, unknown flag '--frobnicate'",
  })
  void whatTestDoesNotKnowIsMisuseAndDeletesNothing(String line, String sentence) throws Exception {
    Path copy = Files.copy(script(), folder.resolve("firebucket"));
    Path maven = Files.writeString(folder.resolve("mvnw"), "#!/bin/sh\ntouch started\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    Path report = folder.resolve("query/target/surefire-reports/TEST-a.xml");
    Files.createDirectories(report.getParent());
    Files.writeString(report, "<testsuite/>");

    Ended ended = run(copy, folder, Map.of(), line.split(" "));

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.said().lines()).singleElement().asString().contains(sentence);
    assertThat(report).exists();
    assertThat(folder.resolve("started")).doesNotExist();
    assertThat(folder.resolve("target")).doesNotExist();
  }

  @Test
  void findsAJdkWhateverJavaHomeSays() throws Exception {
    Ended ended =
        run(
            script(),
            folder,
            Map.of("JAVA_HOME", folder.toString()),
            "explain",
            "--storage=" + folder,
            "up");

    assertThat(ended.status()).isZero();
    assertThat(ended.said()).contains("-- plan");
  }

  @Test
  void worksThroughALinkInAFolderWithSpaces() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("a folder with spaces"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("fire bucket"), script());
    Path config =
        Files.writeString(elsewhere.resolve("my config.yml"), "scrape_configs: [{job_name: a}]\n");

    Ended ended = run(link, elsewhere, Map.of(), "check", "config", config.toString());

    assertThat(ended.status()).isZero();
    assertThat(ended.said()).contains("SUCCESS");
  }
}
