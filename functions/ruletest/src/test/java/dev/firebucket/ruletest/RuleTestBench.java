package dev.firebucket.ruletest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// A folder with rules, and tests of them.
record RuleTestBench(Path folder) {
  /// The rules that most tests here are about.
  static final String RULES =
      """
      groups:
        - name: recorded
          rules:
            - record: job:up:sum
              expr: sum by (job) (up)
            - record: job:requests:rate1m
              expr: sum by (job) (rate(requests_total[2m]))
        - name: alerts
          rules:
            - alert: Down
              expr: job:up:sum < 1
              for: 2m
              labels: {severity: page}
              annotations:
                summary: '{{ $labels.job }} has {{ $value }} instances in {{ $externalLabels.region }}'
            - alert: Quiet
              expr: absent(requests_total)
              keep_firing_for: 3m
      """;

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// Runs a file of tests next to the rules.
  FileVerdict run(String tests) throws IOException {
    return run(tests, new TestOptions(Set.of(), name -> true, false));
  }

  FileVerdict run(String tests, TestOptions options) throws IOException {
    var _ = write("rules.yml", RULES);
    Path file = write("tests.yml", tests);
    return new RuleTester(Files.createTempDirectory(folder, "stores"), options).run(file);
  }
}
