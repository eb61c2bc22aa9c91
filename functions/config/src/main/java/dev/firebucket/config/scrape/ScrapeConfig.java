package dev.firebucket.config.scrape;

import dev.firebucket.config.discovery.DiscoveryConfigs;
import dev.firebucket.config.http.HttpClientConfig;
import dev.firebucket.config.names.NameEscapingScheme;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.relabel.RelabelConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One job of `scrape_configs`, complete: what it does not say has been taken from `global`.
///
/// @param jobName becomes the label `job`, unique in the configuration
/// @param honorLabels whether labels of the target win over ours
/// @param honorTimestamps whether timestamps of the target count
/// @param trackTimestampsStaleness whether series with own timestamps get stale markers
/// @param params query parameters of the request
/// @param scrapeInterval how often
/// @param scrapeTimeout how long at most, never above the interval
/// @param scrapeProtocols formats to ask for, the most wanted first; never empty
/// @param fallbackScrapeProtocol format of an answer without a usable content type, or null: fail
/// @param histograms how histograms are taken
/// @param scrapeFailureLogFile where failed scrapes are logged, empty for nowhere
/// @param metricsPath path of the request
/// @param scheme `http` or `https`
/// @param enableCompression whether to ask for a compressed answer
/// @param limits what makes a scrape fail
/// @param metricNameValidationScheme which names are valid
/// @param metricNameEscapingScheme how names are asked for
/// @param extraScrapeMetrics whether to write timeout, limit and size as series too
/// @param discovery where the targets come from
/// @param httpClient authorization, TLS, proxy, headers
/// @param relabelConfigs rules for targets
/// @param metricRelabelConfigs rules for samples
public record ScrapeConfig(
    String jobName,
    boolean honorLabels,
    boolean honorTimestamps,
    boolean trackTimestampsStaleness,
    Map<String, List<String>> params,
    Duration scrapeInterval,
    Duration scrapeTimeout,
    List<ScrapeProtocol> scrapeProtocols,
    @Nullable ScrapeProtocol fallbackScrapeProtocol,
    HistogramSettings histograms,
    String scrapeFailureLogFile,
    String metricsPath,
    String scheme,
    boolean enableCompression,
    ScrapeLimits limits,
    NameValidationScheme metricNameValidationScheme,
    NameEscapingScheme metricNameEscapingScheme,
    boolean extraScrapeMetrics,
    DiscoveryConfigs discovery,
    HttpClientConfig httpClient,
    List<RelabelConfig> relabelConfigs,
    List<RelabelConfig> metricRelabelConfigs) {

  public ScrapeConfig {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    scrapeProtocols = List.copyOf(scrapeProtocols);
    relabelConfigs = List.copyOf(relabelConfigs);
    metricRelabelConfigs = List.copyOf(metricRelabelConfigs);
  }
}
