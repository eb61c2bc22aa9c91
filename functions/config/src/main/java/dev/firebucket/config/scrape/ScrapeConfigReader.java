package dev.firebucket.config.scrape;

import dev.firebucket.config.discovery.DiscoveryConfigs;
import dev.firebucket.config.discovery.DiscoveryReader;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.http.HttpClientConfig;
import dev.firebucket.config.http.HttpClientConfigReader;
import dev.firebucket.config.relabel.RelabelConfig;
import dev.firebucket.config.relabel.RelabelConfigReader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one item of `scrape_configs`, with Prometheus' checks and defaults.
public final class ScrapeConfigReader {
  private final GlobalConfig global;
  private final Path directory;

  /// @param global what the job does not say
  /// @param directory that relative paths begin at
  public ScrapeConfigReader(GlobalConfig global, Path directory) {
    this.global = global;
    this.directory = directory;
  }

  /// @throws ConfigException in Prometheus' words
  public ScrapeConfig read(YamlNode node) throws ConfigException {
    if (node.isNull()) {
      throw node.position().error("empty or null scrape config section");
    }
    YamlFields fields = YamlFields.of(node, "config.ScrapeConfig");
    String jobName = fields.text("job_name", "");
    HttpClientConfig httpClient = HttpClientConfigReader.read(fields, directory);
    DiscoveryConfigs discovery = DiscoveryReader.read(fields, directory);
    ScrapeConfig config = build(fields, jobName, discovery, httpClient);
    fields.finish();
    if (jobName.isEmpty()) {
      throw fields.error("job_name", "job_name is empty");
    }
    if (config.relabelConfigs().isEmpty()) {
      DiscoveryReader.requireHostNames(fields, discovery);
    }
    HttpClientConfigReader.refuseForeign(fields);
    DiscoveryReader.refuseForeign(fields);
    return config;
  }

  private ScrapeConfig build(
      YamlFields fields, String jobName, DiscoveryConfigs discovery, HttpClientConfig httpClient)
      throws ConfigException {
    NameSchemes names = NameSchemes.read(fields, global);
    HistogramSettings histograms = histograms(fields);
    Duration interval = interval(fields);
    return new ScrapeConfig(
        jobName,
        fields.flag("honor_labels", false),
        fields.flag("honor_timestamps", true),
        fields.flag("track_timestamps_staleness", false),
        fields.textsMap("params"),
        interval,
        timeout(fields, interval, jobName),
        GlobalConfigReader.protocols(
            ScrapeProtocol.read(fields, forJob(jobName)),
            global,
            histograms.scrapeNativeHistograms()),
        fallback(fields, jobName),
        histograms,
        failureLog(fields),
        fields.text("metrics_path", "/metrics"),
        fields.text("scheme", "http"),
        fields.flag("enable_compression", true),
        ScrapeLimits.read(fields, global.limits()),
        names.validation(),
        names.escaping(),
        fields.optionalFlag("extra_scrape_metrics").orElse(global.extraScrapeMetrics()),
        discovery,
        httpClient,
        relabelConfigs(fields, "relabel_configs", "target", names),
        relabelConfigs(fields, "metric_relabel_configs", "metric", names));
  }

  private static String forJob(String jobName) {
    return " for scrape config with job name \"" + jobName + "\"";
  }

  private Duration interval(YamlFields fields) throws ConfigException {
    Duration interval = fields.duration("scrape_interval", Duration.ZERO);
    return interval.isZero() ? global.scrapeInterval() : interval;
  }

  private Duration timeout(YamlFields fields, Duration interval, String jobName)
      throws ConfigException {
    Duration timeout = fields.duration("scrape_timeout", Duration.ZERO);
    if (timeout.compareTo(interval) > 0) {
      throw fields.error(
          "scrape_timeout", "scrape timeout greater than scrape interval" + forJob(jobName));
    }
    return timeoutOr(timeout, global.scrapeTimeout(), interval);
  }

  /// The timeout as written, or the default cut to the interval.
  static Duration timeoutOr(Duration written, Duration byDefault, Duration interval) {
    if (!written.isZero()) {
      return written;
    }
    return byDefault.compareTo(interval) < 0 ? byDefault : interval;
  }

  private HistogramSettings histograms(YamlFields fields) throws ConfigException {
    HistogramSettings byDefault = global.histograms();
    return new HistogramSettings(
        fields.optionalFlag("scrape_native_histograms").orElse(byDefault.scrapeNativeHistograms()),
        fields
            .optionalFlag("always_scrape_classic_histograms")
            .orElse(byDefault.alwaysScrapeClassicHistograms()),
        fields
            .optionalFlag("convert_classic_histograms_to_nhcb")
            .orElse(byDefault.convertClassicHistogramsToNhcb()),
        fields.count("native_histogram_bucket_limit", 0),
        fields.number("native_histogram_min_bucket_factor", 0));
  }

  private static @Nullable ScrapeProtocol fallback(YamlFields fields, String jobName)
      throws ConfigException {
    String name = fields.text("fallback_scrape_protocol", "");
    if (name.isEmpty()) {
      return null;
    }
    try {
      return ScrapeProtocol.ofYaml(name);
    } catch (IllegalArgumentException e) {
      throw fields.error(
          "fallback_scrape_protocol",
          "invalid fallback_scrape_protocol" + forJob(jobName) + ": " + e.getMessage());
    }
  }

  private String failureLog(YamlFields fields) throws ConfigException {
    String file = fields.text("scrape_failure_log_file", "");
    return file.isEmpty() ? global.scrapeFailureLogFile() : FilePattern.resolve(directory, file);
  }

  private static List<RelabelConfig> relabelConfigs(
      YamlFields fields, String field, String kind, NameSchemes names) throws ConfigException {
    return RelabelConfigReader.read(
        fields,
        field,
        "empty or null " + kind + " relabeling rule in scrape config",
        names.validation());
  }
}
