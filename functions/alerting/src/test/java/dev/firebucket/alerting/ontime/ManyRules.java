package dev.firebucket.alerting.ontime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rule files of many rules: half of them record, half of them alert; every fourth reads what a
/// rule before it in its group recorded, and every eighth fires.
final class ManyRules {
  /// Metrics of [Fleet], each of a hundred series.
  private static final int METRICS = 99;

  private static final int RULES_OF_A_GROUP = 25;

  private ManyRules() {}

  /// A rule file.
  static String text(int rules) {
    StringBuilder text = new StringBuilder("groups:\n");
    for (int first = 0; first < rules; first += RULES_OF_A_GROUP) {
      text.append("- name: group-").append(first / RULES_OF_A_GROUP).append("\n  rules:\n");
      for (String rule : group(first, Math.min(rules, first + RULES_OF_A_GROUP))) {
        text.append("  - ").append(rule).append('\n');
      }
    }
    return text.toString();
  }

  private static List<String> group(int from, int to) {
    List<String> rules = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String metric = "metric_%02d".formatted(i % METRICS);
      String recorded = "rule_%d:value".formatted(i);
      rules.add(
          switch (i % 8) {
            case 0 -> record(recorded, "sum by (job) (rate(%s[5m]))", metric);
            case 1 -> record(recorded, "avg by (job) (%s)", metric);
            case 2 -> record(recorded, "max_over_time(%s{job='job-3'}[5m])", metric);
            case 3 ->
                record(recorded, "sum(rate(%s{job=~'job-[1-5]'}[2m])) / count(up == 1)", metric);
            case 4 -> alert(i, "%s > 1e18", metric);
            case 5 -> alert(i, "%s{job='job-1',instance=~'.*:1'} >= 0", metric);
            // What the rule four before recorded, where the group has one.
            case 6 -> alert(i, "rule_%d:value < -1".formatted(Math.max(from, i - 5)), metric);
            default -> alert(i, "rule_%d:value < -1".formatted(Math.max(from, i - 4)), metric);
          });
    }
    return rules;
  }

  private static String record(String name, String expression, String metric) {
    return "{record: \"%s\", expr: \"%s\"}"
        .formatted(name, String.format(Locale.ROOT, expression, metric));
  }

  private static String alert(int number, String expression, String metric) {
    return "{alert: \"Alert%d\", expr: \"%s\", annotations: {summary: \"{{ $labels.job }}\"}}"
        .formatted(number, String.format(Locale.ROOT, expression, metric));
  }

  /// How many alerts fire.
  static int firing(int rules) {
    int firing = 0;
    for (int i = 0; i < rules; i++) {
      firing += i % 8 == 5 ? 1 : 0;
    }
    return firing;
  }
}
