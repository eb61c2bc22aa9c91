package dev.firebucket.local.up;

import dev.firebucket.api.metrics.CallbackMetrics;
import dev.firebucket.api.status.BuildInfo;
import dev.firebucket.ingest.round.ScrapeCounters;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.ingest.writing.GatheringWriter;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// What this process says of itself: Prometheus' names where the meaning is the same, `firebucket_`
/// else.
final class ServerMetrics {
  private ServerMetrics() {}

  /// A registry with all of it; requests and queries add theirs.
  static PrometheusRegistry registry(LocalServices services) {
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmMetrics.builder().register(registry);
    BuildInfo build = BuildInfo.current();
    Info.builder()
        .name("prometheus_build_info")
        .help("The Prometheus whose API is spoken, and what speaks it.")
        .labelNames("version", "revision", "goversion")
        .register(registry)
        .setLabelValues(build.version(), build.revision(), build.goVersion());
    CallbackMetrics metrics = new CallbackMetrics(registry);
    config(metrics, services.config());
    scrapes(metrics, services);
    writer(metrics, services.writer());
    compaction(metrics, services.compaction());
    RuleMetrics.register(registry, services.rules());
    NotificationMetrics.register(registry, services.notifier());
    return registry;
  }

  private static void config(CallbackMetrics metrics, ReloadableConfig config) {
    metrics
        .gauge(
            "prometheus_config_last_reload_successful",
            "Whether the last configuration reload attempt was successful.",
            () -> config.lastReloadSuccessful() ? 1 : 0)
        .gauge(
            "prometheus_config_last_reload_success_timestamp_seconds",
            "Timestamp of the last successful configuration reload.",
            () -> config.loadedAt().toEpochMilli() / 1e3);
  }

  private static void scrapes(CallbackMetrics metrics, LocalServices services) {
    ScrapeCounters counters = services.scrapes().counters();
    metrics
        .counter(
            "prometheus_target_scrapes_sample_out_of_order_total",
            "Total number of samples rejected due to not being out of the expected order.",
            counters::outOfOrder)
        .counter(
            "prometheus_target_scrapes_sample_duplicate_timestamp_total",
            "Total number of samples rejected due to duplicate timestamps but different values.",
            counters::duplicates)
        .counter(
            "prometheus_target_scrapes_sample_out_of_bounds_total",
            "Total number of samples rejected due to timestamp falling outside of the time bounds.",
            counters::outOfBounds)
        .counter("firebucket_scrapes_total", "Scrapes done.", counters::scrapes)
        .counter("firebucket_scrapes_failed_total", "Scrapes that failed.", counters::failures)
        .counter(
            "firebucket_scrapes_skipped_total",
            "Scrapes left out because the one before took too long.",
            counters::skipped)
        .counter(
            "firebucket_scrape_samples_total", "Samples that targets exposed.", counters::samples)
        .gauge(
            "firebucket_targets",
            "Targets that are scraped.",
            () -> services.scrapes().activeTargets().size())
        .gauge(
            "firebucket_targets_up",
            "Targets whose last scrape went well.",
            () -> healthy(services));
  }

  private static double healthy(LocalServices services) {
    return services.scrapes().activeTargets().stream()
        .filter(target -> target.health() == TargetHealth.UP)
        .count();
  }

  private static void compaction(CallbackMetrics metrics, Compaction compaction) {
    metrics
        .counter(
            "prometheus_tsdb_compactions_total",
            "Total number of compactions that were executed.",
            compaction::runs)
        .counter(
            "prometheus_tsdb_compactions_failed_total",
            "Total number of compactions that failed.",
            compaction::failures)
        .counter(
            "firebucket_compaction_objects_total",
            "Fresh objects that compaction took in.",
            compaction::objectsTakenIn)
        .counter(
            "firebucket_compaction_samples_total",
            "Samples that compaction wrote.",
            compaction::samplesWritten);
  }

  private static void writer(CallbackMetrics metrics, GatheringWriter writer) {
    metrics
        .counter(
            "prometheus_tsdb_head_samples_appended_total",
            "Total number of appended samples.",
            () -> writer.counters().samplesWritten())
        .counter(
            "firebucket_writer_objects_total",
            "Objects put into the store.",
            () -> writer.counters().objectsWritten())
        .counter(
            "firebucket_writer_failures_total",
            "Attempts to write that the store refused; they are repeated.",
            () -> writer.counters().writesFailed())
        .counter(
            "firebucket_writer_samples_dropped_total",
            "Samples given up after the store had refused them for too long.",
            () -> writer.counters().samplesDropped())
        .gauge(
            "firebucket_writer_samples_waiting",
            "Samples that are not stored yet.",
            () -> writer.counters().samplesWaiting());
  }
}
