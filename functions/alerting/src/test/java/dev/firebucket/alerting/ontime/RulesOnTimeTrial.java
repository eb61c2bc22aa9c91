package dev.firebucket.alerting.ontime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Prints the table of `docs/design/rules-on-time.md`: [RulesOnTime] for 50, 300 and 1,000 rules,
/// in a process of its own each. No part of the build; `-Dtest=RulesOnTimeTrial` runs it.
class RulesOnTimeTrial {
  private static final String MILLIS_OF_A_REQUEST = "30";
  private static final String TICKS = "5";

  @Test
  void coldAndWarmTicksOfManyRules() throws Exception {
    for (String rules : List.of("50", "300", "1000")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx1g",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RulesOnTime.class.getName(),
                  rules,
                  TICKS,
                  MILLIS_OF_A_REQUEST)
              .redirectErrorStream(true)
              .start();
      try (BufferedReader output = process.inputReader()) {
        output.lines().forEach(System.out::println);
      }
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }
}
