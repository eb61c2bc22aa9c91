package dev.firebucket.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How large the main job is.
///
/// @param storage `s3://bucket/prefix`
/// @param endpoint of the S3
/// @param targets how many are scraped
/// @param series of each target
/// @param interval of scrapes, seconds
/// @param shards into how many parts the targets are dealt
/// @param rules half recording, half alerting, ten a group, each minute
/// @param panelCount queries of the dashboard, asked once a minute
/// @param compaction minutes between its runs
/// @param warmUp minutes that are not measured
/// @param minutes that are
record JobSize(
    String storage,
    String endpoint,
    int targets,
    int series,
    int interval,
    int shards,
    int rules,
    int panelCount,
    int compaction,
    int warmUp,
    int minutes) {
  private static final int RULES_PER_GROUP = 10;

  /// Reads `--storage=… --endpoint=… --targets=100 …`.
  static JobSize of(String... arguments) {
    Map<String, String> flags = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("not --name=value: " + argument);
      }
      flags.put(parts[0], parts[1]);
    }
    return new JobSize(
        flags.getOrDefault("--storage", ""),
        flags.getOrDefault("--endpoint", ""),
        number(flags, "--targets", 100),
        number(flags, "--series", 100),
        number(flags, "--interval", 60),
        number(flags, "--shards", 1),
        number(flags, "--rules", 50),
        number(flags, "--panels", 20),
        number(flags, "--compaction", 10),
        number(flags, "--warm-up", 20),
        number(flags, "--minutes", 60));
  }

  private static int number(Map<String, String> flags, String name, int otherwise) {
    return Integer.parseInt(flags.getOrDefault(name, Integer.toString(otherwise)));
  }

  /// `prometheus.yml`: every target is this machine's port 9090, which is answered from memory.
  byte[] config() {
    StringBuilder text =
        new StringBuilder(
            """
            global: {scrape_interval: %ds, scrape_timeout: %ds, evaluation_interval: 1m}
            rule_files: [rules/*.yml]
            scrape_configs:
              - job_name: fleet
                static_configs:
            """
                .formatted(interval, Math.min(10, interval)));
    for (int target = 0; target < targets; target++) {
      text.append("      - {targets: ['127.0.0.1:9090'], labels: {__param_n: '")
          .append(target)
          .append("', instance: 'host-")
          .append(target)
          .append(":9100'}}\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  byte[] ruleFile() {
    StringBuilder text = new StringBuilder(rules == 0 ? "groups: []\n" : "groups:\n");
    for (int rule = 0; rule < rules; rule++) {
      if (rule % RULES_PER_GROUP == 0) {
        text.append("  - name: group").append(rule / RULES_PER_GROUP).append("\n    rules:\n");
      }
      String metric = metric(rule % series);
      text.append(
          rule % 2 == 0
              ? "      - {record: 'job:%1$s:rate%2$d', expr: 'sum by (job) (rate(%1$s[5m]))'}\n"
                  .formatted(metric, rule)
              : "      - {alert: Alert%2$d, expr: 'sum(rate(%1$s[5m])) < 0', for: 5m}\n"
                  .formatted(metric, rule));
    }
    return text.toString().getBytes(UTF_8);
  }

  /// The queries of a dashboard.
  List<String> panels() {
    return IntStream.range(0, panelCount)
        .mapToObj(
            panel ->
                panel % 5 == 4
                    ? "topk(5, rate(%s[5m]))".formatted(metric(panel % series))
                    : "sum by (job) (rate(%s[5m]))".formatted(metric(panel % series)))
        .toList();
  }

  private static String metric(int number) {
    return "fleet_requests_%d_total".formatted(number);
  }

  /// What every target exposes at a time.
  String exposition(long seconds) {
    StringBuilder text = new StringBuilder(series * 40);
    for (int one = 0; one < series; one++) {
      long noise = (seconds * 2_654_435_761L + one * 40_503L) >>> 7 & 0xf;
      text.append(metric(one))
          .append("{code=\"200\"} ")
          .append(seconds % 10_000_000 * (one + 1) + noise)
          .append('\n');
    }
    return text.toString();
  }
}
