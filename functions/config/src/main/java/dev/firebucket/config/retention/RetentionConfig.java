package dev.firebucket.config.retention;

import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `storage.tsdb.retention` and `firebucket.retention_rules`.
///
/// @param limits time and size of the section; empty where it is absent, then flags count
/// @param rules for single series
public record RetentionConfig(Optional<Limits> limits, List<RetentionRule> rules) {
  /// Nothing is said.
  public static final RetentionConfig DEFAULT = new RetentionConfig(Optional.empty(), List.of());

  public RetentionConfig {
    rules = List.copyOf(rules);
  }

  /// @param time zero for any age
  /// @param bytes 0 for any size
  public record Limits(Duration time, long bytes) {
    /// Everything is kept.
    public static final Limits NONE = new Limits(Duration.ZERO, 0);
  }

  /// What holds.
  ///
  /// @param flags count where the file has no section, as in Prometheus
  public RetentionPolicy policy(Limits flags) {
    Limits holding = limits.orElse(flags);
    return new RetentionPolicy(holding.time(), holding.bytes(), rules);
  }
}
