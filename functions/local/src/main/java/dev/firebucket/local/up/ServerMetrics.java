package dev.firebucket.local.up;

import dev.firebucket.alerting.notify.NotificationMetrics;
import dev.firebucket.alerting.schedule.RuleMetrics;
import dev.firebucket.api.metrics.SourceCollector;
import dev.firebucket.api.status.BuildInfo;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.StoreMetrics;
import dev.firebucket.ingest.round.ScrapeMetrics;
import dev.firebucket.ingest.writing.WriterMetrics;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

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
    services.intervals().register(registry);
    SourceCollector.register(
        registry,
        List.of(
            families -> config(families, services.config()),
            new ScrapeMetrics(
                services.scrapes().counters(), () -> services.scrapes().activeTargets()),
            new WriterMetrics(services.writer()),
            services.remoteWrite().metrics(),
            services.incoming(),
            services.scrubbing(),
            services.compaction().metrics(),
            new RuleMetrics(services.rules()),
            new NotificationMetrics(services.notifier()),
            new StoreMetrics(services.bucket().store())));
    return registry;
  }

  private static void config(MetricFamilies families, ReloadableConfig config) {
    families
        .gauge(
            "prometheus_config_last_reload_successful",
            "Whether the last configuration reload attempt was successful.",
            config.lastReloadSuccessful() ? 1 : 0)
        .gauge(
            "prometheus_config_last_reload_success_timestamp_seconds",
            "Timestamp of the last successful configuration reload.",
            config.loadedAt().toEpochMilli() / 1e3);
  }
}
