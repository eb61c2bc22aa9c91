package dev.firebucket.config.deployed;

/// What a function reports to CloudWatch about itself, for alarms that must work when nothing of
/// Firebucket can be asked. `Alarms` of `infra` reads the same names.
public enum FunctionMetric {
  /// Seconds since the planned time of the newest round whose samples the scrape function stored.
  NEWEST_SAMPLE_AGE("NewestSampleAge", "Seconds"),
  /// Objects of `tail/` that are left when compaction has done what was due.
  TAIL_BACKLOG("TailBacklog", "Count"),
  /// 1 while the newest configuration or rules cannot be used and older ones are, otherwise 0.
  CONFIG_PROBLEM("ConfigProblem", "Count");

  private final String metric;
  private final String unit;

  FunctionMetric(String metric, String unit) {
    this.metric = metric;
    this.unit = unit;
  }

  /// CloudWatch's name of it.
  String metric() {
    return metric;
  }

  /// CloudWatch's name of its unit.
  String unit() {
    return unit;
  }
}
