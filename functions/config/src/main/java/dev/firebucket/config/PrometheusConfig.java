package dev.firebucket.config;

import dev.firebucket.config.alerting.AlertingConfig;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.retention.RetentionConfig;
import dev.firebucket.config.scrape.GlobalConfig;
import dev.firebucket.config.scrape.ScrapeConfig;
import java.util.List;

/// A loaded and validated `prometheus.yml`, its paths resolved. Made by [ConfigLoader].
///
/// @param file as the user named it
/// @param global what holds for every job
/// @param runtime shown only
/// @param retention how long samples are kept
/// @param alerting where alerts go
/// @param ruleFiles patterns of rule files, to be expanded at each load
/// @param scrapeConfigFiles patterns of files with more jobs; [#scrapeConfigs] holds theirs too
/// @param scrapeConfigs every job, those of `scrape_config_files` last
/// @param warnings sections that are accepted without effect
public record PrometheusConfig(
    String file,
    GlobalConfig global,
    RuntimeConfig runtime,
    RetentionConfig retention,
    AlertingConfig alerting,
    List<FilePattern> ruleFiles,
    List<FilePattern> scrapeConfigFiles,
    List<ScrapeConfig> scrapeConfigs,
    List<ConfigWarning> warnings) {
  public PrometheusConfig {
    ruleFiles = List.copyOf(ruleFiles);
    scrapeConfigFiles = List.copyOf(scrapeConfigFiles);
    scrapeConfigs = List.copyOf(scrapeConfigs);
    warnings = List.copyOf(warnings);
  }
}
