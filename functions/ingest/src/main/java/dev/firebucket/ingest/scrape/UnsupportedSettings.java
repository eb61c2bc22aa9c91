package dev.firebucket.ingest.scrape;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.scrape.ScrapeProtocol;
import java.util.ArrayList;
import java.util.List;

/// Settings of a job that are read but have no effect yet, as warnings.
public final class UnsupportedSettings {
  private UnsupportedSettings() {}

  /// One sentence per setting, none where all have their effect.
  public static List<String> of(ScrapeConfig config) {
    List<String> sentences = new ArrayList<>();
    if (config.scrapeProtocols().contains(ScrapeProtocol.PROMETHEUS_PROTO)) {
      sentences.add(
          sentence(
              config, "the scrape protocol PrometheusProto is not asked for yet, the others are"));
    }
    if (config.histograms().convertClassicHistogramsToNhcb()) {
      sentences.add(
          sentence(
              config,
              "convert_classic_histograms_to_nhcb has no effect yet: classic histograms stay"
                  + " classic"));
    }
    return List.copyOf(sentences);
  }

  private static String sentence(ScrapeConfig config, String what) {
    return "job " + config.jobName() + ": " + what;
  }
}
