package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Needed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Twenty times SIGKILL at random during scrapes, pushes and remote writes: nothing that was
/// reported as stored is missing afterwards, nothing is double.
@Tag("slow")
class KillAtRandomIT {
  private static final Path TRIAL =
      RunningServer.repository().resolve("samples/benchmarks/kill_at_random.py");

  @Test
  void nothingReportedAsStoredIsLostOrDoubled() throws Exception {
    Needed.that(pythonIsHere(), () -> "no python3 on the PATH, which runs the trial: install it");
    ProcessBuilder builder =
        new ProcessBuilder("python3", TRIAL.toString(), "--rounds", "20", "--seed", "7");
    builder.environment().put("FIREBUCKET_PREBUILT", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("20 kills, 0 missing or double");
  }

  private static boolean pythonIsHere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
