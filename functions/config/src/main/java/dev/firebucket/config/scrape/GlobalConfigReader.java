package dev.firebucket.config.scrape;

import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.storage.model.LabelSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads `global`.
public final class GlobalConfigReader {
  private final Path directory;
  private final Function<String, Optional<String>> environment;

  /// @param directory that relative paths begin at
  /// @param environment variables for `${…}` in external labels
  public GlobalConfigReader(Path directory, Function<String, Optional<String>> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /// Reads the field `global` of the whole configuration.
  public GlobalConfig read(YamlFields whole) throws ConfigException {
    Optional<YamlNode> node = whole.node("global");
    if (node.isEmpty()) {
      return GlobalConfig.DEFAULT;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.plain");
    NameSchemes names = NameSchemes.readGlobal(fields);
    Duration interval =
        orDefault(
            fields.duration("scrape_interval", Duration.ZERO),
            GlobalConfig.DEFAULT.scrapeInterval());
    GlobalConfig global =
        new GlobalConfig(
            interval,
            timeout(fields, interval),
            ScrapeProtocol.read(fields, " for global config"),
            orDefault(
                fields.duration("evaluation_interval", Duration.ZERO),
                GlobalConfig.DEFAULT.evaluationInterval()),
            fields.duration("rule_query_offset", Duration.ZERO),
            FilePattern.resolve(directory, fields.text("query_log_file", "")),
            FilePattern.resolve(directory, fields.text("scrape_failure_log_file", "")),
            externalLabels(fields, names.validation()),
            ScrapeLimits.read(fields, ScrapeLimits.NONE),
            names.validation(),
            names.escaping(),
            histograms(fields),
            fields.flag("extra_scrape_metrics", false));
    fields.finish();
    return global;
  }

  private static Duration timeout(YamlFields fields, Duration interval) throws ConfigException {
    Duration timeout = fields.duration("scrape_timeout", Duration.ZERO);
    if (timeout.compareTo(interval) > 0) {
      throw fields.error("scrape_timeout", "global scrape timeout greater than scrape interval");
    }
    return ScrapeConfigReader.timeoutOr(timeout, GlobalConfig.DEFAULT.scrapeTimeout(), interval);
  }

  private static Duration orDefault(Duration duration, Duration byDefault) {
    return duration.isZero() ? byDefault : duration;
  }

  private static HistogramSettings histograms(YamlFields fields) throws ConfigException {
    return new HistogramSettings(
        fields.flag("scrape_native_histograms", false),
        fields.flag("always_scrape_classic_histograms", false),
        fields.flag("convert_classic_histograms_to_nhcb", false),
        0,
        0);
  }

  private LabelSet externalLabels(YamlFields fields, NameValidationScheme scheme)
      throws ConfigException {
    LabelSet.Builder labels = LabelSet.builder();
    for (Map.Entry<String, String> label : fields.textMap("external_labels").entrySet()) {
      if (!scheme.isValidLabelName(label.getKey())) {
        throw fields.error(
            "external_labels", "\"" + label.getKey() + "\" is not a valid label name");
      }
      String value = new VariableExpansion(environment).expand(label.getValue());
      labels.set(label.getKey(), UrlPasswords.hiddenIn(value));
    }
    return labels.build();
  }

  static List<ScrapeProtocol> protocols(
      List<ScrapeProtocol> own, GlobalConfig global, boolean nativeHistograms) {
    if (!own.isEmpty()) {
      return own;
    }
    if (!global.scrapeProtocols().isEmpty()) {
      return global.scrapeProtocols();
    }
    return nativeHistograms ? ScrapeProtocol.DEFAULT_PROTO_FIRST : ScrapeProtocol.DEFAULT;
  }
}
