package dev.firebucket.config.retention;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.retention.RetentionRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a configuration says of retention.
///
/// ```yaml
/// storage:
///   tsdb:
///     retention: {time: 30d, size: 100GB}
/// firebucket:
///   retention_rules:
///     - match: '{job="debug"}'
///       time: 7d
/// ```
///
/// Prometheus refuses the section `firebucket`; the rest is its own.
public final class RetentionReader {
  private RetentionReader() {}

  /// @throws ConfigException where a rule is wrong, with its place
  public static RetentionConfig read(YamlFields whole) throws ConfigException {
    return new RetentionConfig(limits(whole), rules(whole));
  }

  /// The section is checked where all of `storage` is.
  private static Optional<RetentionConfig.Limits> limits(YamlFields whole) throws ConfigException {
    Optional<YamlNode> storage = whole.node("storage");
    Optional<YamlNode> tsdb =
        storage.isEmpty()
            ? Optional.empty()
            : YamlFields.of(storage.get(), "config.StorageConfig").node("tsdb");
    Optional<YamlNode> retention =
        tsdb.isEmpty()
            ? Optional.empty()
            : YamlFields.of(tsdb.get(), "config.plain").node("retention");
    if (retention.isEmpty()) {
      return Optional.empty();
    }
    YamlFields fields = YamlFields.of(retention.get(), "config.TSDBRetentionConfig");
    return Optional.of(
        new RetentionConfig.Limits(
            fields.duration("time", Duration.ZERO), fields.bytes("size", 0)));
  }

  private static List<RetentionRule> rules(YamlFields whole) throws ConfigException {
    Optional<YamlNode> section = whole.node("firebucket");
    if (section.isEmpty()) {
      return List.of();
    }
    YamlFields firebucket = YamlFields.of(section.get(), "firebucket");
    List<RetentionRule> rules = new ArrayList<>();
    for (YamlNode node : firebucket.nodes("retention_rules", "[]firebucket.RetentionRule")) {
      YamlFields fields = YamlFields.of(node, "firebucket.RetentionRule");
      String match = fields.text("match", "");
      Duration time = fields.duration("time", Duration.ZERO);
      fields.finish();
      try {
        List<LabelMatcher> matchers = SelectorText.parse(match);
        rules.add(new RetentionRule(matchers, time));
      } catch (IllegalArgumentException e) {
        throw fields.error("match", "retention rule \"" + match + "\": " + e.getMessage());
      }
    }
    firebucket.finish();
    return rules;
  }
}
