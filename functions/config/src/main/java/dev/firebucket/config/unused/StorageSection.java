package dev.firebucket.config.unused;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Prometheus' checks of `storage`. Time and size of its retention are used, nothing else.
final class StorageSection {
  private StorageSection() {}

  /// @return a sentence that says what is not used, empty if there is nothing such
  static Optional<String> check(YamlFields whole) throws ConfigException {
    Optional<YamlNode> node = whole.node("storage");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    YamlFields fields = YamlFields.of(node.get(), "config.StorageConfig");
    Optional<YamlNode> tsdb = fields.node("tsdb");
    boolean unused = fields.isSet("exemplars");
    if (tsdb.isPresent()) {
      unused |= tsdb(YamlFields.of(tsdb.get(), "config.plain"));
    }
    Optional<YamlNode> exemplars = fields.node("exemplars");
    if (exemplars.isPresent()) {
      YamlFields inner = YamlFields.of(exemplars.get(), "config.ExemplarsConfig");
      inner.integer("max_exemplars", 0);
      inner.finish();
    }
    fields.finish();
    return unused
        ? Optional.of(
            "storage is not used but for tsdb.retention.time and tsdb.retention.size: the store is"
                + " set by --storage")
        : Optional.empty();
  }

  /// @return whether there is anything that is not used
  private static boolean tsdb(YamlFields fields) throws ConfigException {
    fields.duration("out_of_order_time_window", Duration.ZERO);
    fields.number("stale_series_compaction_threshold", 0);
    boolean unused =
        fields.isSet("out_of_order_time_window")
            || fields.isSet("stale_series_compaction_threshold")
            || fields.isSet("chunk_encoding");
    Optional<YamlNode> retention = fields.node("retention");
    if (retention.isPresent()) {
      unused |= retention(YamlFields.of(retention.get(), "config.TSDBRetentionConfig"));
    }
    Optional<YamlNode> encoding = fields.node("chunk_encoding");
    if (encoding.isPresent()) {
      chunkEncoding(YamlFields.of(encoding.get(), "config.ChunkEncodingConfig"));
    }
    fields.finish();
    return unused;
  }

  private static boolean retention(YamlFields fields) throws ConfigException {
    fields.duration("time", Duration.ZERO);
    fields.bytes("size", 0);
    double percentage = fields.number("percentage", 0);
    fields.finish();
    if (percentage < 0 || percentage > 100) {
      String shown =
          percentage == Math.rint(percentage)
              ? String.valueOf((long) percentage)
              : String.valueOf(percentage);
      throw fields.error(
          "percentage",
          "'storage.tsdb.retention.percentage' must be in the range [0, 100], got " + shown);
    }
    return percentage > 0;
  }

  private static void chunkEncoding(YamlFields fields) throws ConfigException {
    String floats = fields.text("floats", "");
    fields.finish();
    if (!List.of("", "xor", "xor2").contains(floats)) {
      throw fields.error(
          "floats",
          "'storage.tsdb.chunk_encoding.floats' must be 'xor' or 'xor2', or the field must be"
              + " omitted entirely, got \""
              + floats
              + "\"");
    }
  }
}
