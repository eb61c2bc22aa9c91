package dev.firebucket.config.scrape;

import dev.firebucket.config.names.NameEscapingScheme;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.util.List;

/// `global`: what holds for every job and rule group that does not say otherwise.
///
/// @param scrapeInterval how often to scrape
/// @param scrapeTimeout how long a scrape may take, never above the interval
/// @param scrapeProtocols formats to ask for, empty when each job's own default counts
/// @param evaluationInterval how often to evaluate rules
/// @param ruleQueryOffset how far in the past rules are evaluated
/// @param queryLogFile where queries are logged, empty for nowhere
/// @param scrapeFailureLogFile where failed scrapes are logged, empty for nowhere
/// @param externalLabels added to what leaves this system: alerts, remote writes
/// @param limits of every job
/// @param metricNameValidationScheme which names are valid
/// @param metricNameEscapingScheme how names are asked for
/// @param histograms how histograms are scraped
/// @param extraScrapeMetrics whether each scrape writes its timeout, limit and size too
public record GlobalConfig(
    Duration scrapeInterval,
    Duration scrapeTimeout,
    List<ScrapeProtocol> scrapeProtocols,
    Duration evaluationInterval,
    Duration ruleQueryOffset,
    String queryLogFile,
    String scrapeFailureLogFile,
    LabelSet externalLabels,
    ScrapeLimits limits,
    NameValidationScheme metricNameValidationScheme,
    NameEscapingScheme metricNameEscapingScheme,
    HistogramSettings histograms,
    boolean extraScrapeMetrics) {
  /// What counts when nothing is written.
  public static final GlobalConfig DEFAULT =
      new GlobalConfig(
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          List.of(),
          Duration.ofMinutes(1),
          Duration.ZERO,
          "",
          "",
          LabelSet.EMPTY,
          ScrapeLimits.NONE,
          NameValidationScheme.UTF8,
          NameEscapingScheme.ALLOW_UTF8,
          HistogramSettings.DEFAULT,
          false);

  public GlobalConfig {
    scrapeProtocols = List.copyOf(scrapeProtocols);
  }
}
