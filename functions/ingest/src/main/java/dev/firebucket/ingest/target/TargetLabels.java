package dev.firebucket.ingest.target;

import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.config.scrape.HistogramSettings;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.secret.Secret;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.util.Optional;

/// Makes targets of addresses: the labels that the job gives, relabelling, checks, `instance`.
///
/// No port is added to an address that has none, as since Prometheus 3
/// (<https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config>).
public final class TargetLabels {
  static final String ADDRESS = "__address__";
  static final String SCHEME = "__scheme__";
  static final String METRICS_PATH = "__metrics_path__";
  static final String SCRAPE_INTERVAL = "__scrape_interval__";
  static final String SCRAPE_TIMEOUT = "__scrape_timeout__";
  static final String PARAMETER_PREFIX = "__param_";
  private static final String META_PREFIX = "__meta_";

  /// What became of an address.
  public sealed interface Result {
    /// A target to scrape.
    record Active(Target target) implements Result {}

    /// Relabelling dropped it.
    ///
    /// @param discoveredLabels the labels it had before
    record Dropped(LabelSet discoveredLabels) implements Result {}

    /// Its labels do not make a target.
    ///
    /// @param reason in Prometheus' words
    record Failed(String reason) implements Result {}
  }

  private final ScrapeConfig config;
  private final Relabeler relabeler;

  public TargetLabels(ScrapeConfig config) {
    this.config = config;
    this.relabeler = new Relabeler(config.relabelConfigs());
  }

  /// Makes a target of an address and the labels of its group.
  public Result target(String address, LabelSet groupLabels) {
    LabelSet discovered = discovered(address, groupLabels);
    ShownLabels shown = ShownLabels.of(address);
    Optional<LabelSet> relabelled = relabeler.apply(discovered);
    if (relabelled.isEmpty()) {
      return new Result.Dropped(shown.labels(discovered));
    }
    LabelSet labels = relabelled.get();
    Optional<String> fault = fault(labels);
    if (fault.isPresent()) {
      return new Result.Failed(fault.get());
    }
    LabelSet complete = complete(labels);
    LabelSet shownLabels = shown.labels(complete);
    return new Result.Active(
        new Target(
            config,
            shownLabels,
            shown.labels(discovered),
            TargetUrl.of(shownLabels, shown.parameters(config.params())),
            new Secret(TargetUrl.of(complete, config.params()))));
  }

  /// The labels before relabelling: those of address and group, then what the job adds where they
  /// say nothing.
  private LabelSet discovered(String address, LabelSet groupLabels) {
    LabelSet.Builder labels = groupLabels.toBuilder().set(ADDRESS, address);
    HistogramSettings histograms = config.histograms();
    setDefault(labels, "job", config.jobName());
    setDefault(labels, SCRAPE_INTERVAL, PrometheusDuration.format(config.scrapeInterval()));
    setDefault(labels, SCRAPE_TIMEOUT, PrometheusDuration.format(config.scrapeTimeout()));
    setDefault(labels, METRICS_PATH, config.metricsPath());
    setDefault(labels, SCHEME, config.scheme());
    setDefault(
        labels,
        "__convert_classic_histograms_to_nhcb__",
        Boolean.toString(histograms.convertClassicHistogramsToNhcb()));
    setDefault(
        labels,
        "__always_scrape_classic_histograms__",
        Boolean.toString(histograms.alwaysScrapeClassicHistograms()));
    setDefault(
        labels,
        "__scrape_native_histograms__",
        Boolean.toString(histograms.scrapeNativeHistograms()));
    config
        .params()
        .forEach(
            (name, values) -> {
              if (!values.isEmpty()) {
                setDefault(labels, PARAMETER_PREFIX + name, values.getFirst());
              }
            });
    return labels.build();
  }

  private static void setDefault(LabelSet.Builder labels, String name, String value) {
    if (labels.get(name) == null) {
      labels.set(name, value);
    }
  }

  private static Optional<String> fault(LabelSet labels) {
    String address = labels.value(ADDRESS);
    if (address.isEmpty()) {
      return Optional.of("no address");
    }
    if (address.contains("/")) {
      return Optional.of(
          "\"" + UrlPasswords.hiddenInAddress(address) + "\" is not a valid hostname");
    }
    return timesFault(labels.value(SCRAPE_INTERVAL), labels.value(SCRAPE_TIMEOUT));
  }

  private static Optional<String> timesFault(String interval, String timeout) {
    Duration every;
    try {
      every = PrometheusDuration.parse(interval);
    } catch (IllegalArgumentException reason) {
      return Optional.of("error parsing scrape interval: " + reason.getMessage());
    }
    if (every.isZero()) {
      return Optional.of("scrape interval cannot be 0");
    }
    Duration longest;
    try {
      longest = PrometheusDuration.parse(timeout);
    } catch (IllegalArgumentException reason) {
      return Optional.of("error parsing scrape timeout: " + reason.getMessage());
    }
    if (longest.isZero()) {
      return Optional.of("scrape timeout cannot be 0");
    }
    return longest.compareTo(every) > 0
        ? Optional.of(
            "scrape timeout cannot be greater than scrape interval (\""
                + timeout
                + "\" > \""
                + interval
                + "\")")
        : Optional.empty();
  }

  private static LabelSet complete(LabelSet labels) {
    LabelSet.Builder complete = LabelSet.builder();
    labels.forEach(
        (name, value) -> {
          if (!name.startsWith(META_PREFIX)) {
            complete.set(name, value);
          }
        });
    setDefault(complete, "instance", labels.value(ADDRESS));
    return complete.build();
  }
}
