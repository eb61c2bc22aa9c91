package dev.firebucket.config.scrape;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;

/// What makes a scrape fail when it is exceeded; 0 means no limit.
///
/// @param bodySizeLimit bytes of an uncompressed answer; below 0: no limit either
/// @param sampleLimit samples after metric relabelling
/// @param targetLimit targets of a job after relabelling
/// @param labelLimit labels of a series
/// @param labelNameLengthLimit bytes of a label's name
/// @param labelValueLengthLimit bytes of a label's value
/// @param keepDroppedTargets dropped targets that are remembered for the targets page
public record ScrapeLimits(
    long bodySizeLimit,
    long sampleLimit,
    long targetLimit,
    long labelLimit,
    long labelNameLengthLimit,
    long labelValueLengthLimit,
    long keepDroppedTargets) {
  /// No limit at all.
  public static final ScrapeLimits NONE = new ScrapeLimits(0, 0, 0, 0, 0, 0, 0);

  /// Reads the limits among the fields of an owner; what is absent or 0 comes from `byDefault`.
  public static ScrapeLimits read(YamlFields fields, ScrapeLimits byDefault)
      throws ConfigException {
    return new ScrapeLimits(
        or(fields.bytes("body_size_limit", 0), byDefault.bodySizeLimit),
        or(fields.count("sample_limit", 0), byDefault.sampleLimit),
        or(fields.count("target_limit", 0), byDefault.targetLimit),
        or(fields.count("label_limit", 0), byDefault.labelLimit),
        or(fields.count("label_name_length_limit", 0), byDefault.labelNameLengthLimit),
        or(fields.count("label_value_length_limit", 0), byDefault.labelValueLengthLimit),
        or(fields.count("keep_dropped_targets", 0), byDefault.keepDroppedTargets));
  }

  private static long or(long value, long byDefault) {
    return value == 0 ? byDefault : value;
  }
}
