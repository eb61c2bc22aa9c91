package dev.firebucket.local.up;

import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log message of a flag of `--enable-feature`, as in Prometheus (`setFeatureListOptions` in
/// `cmd/prometheus/main.go`).
///
/// @param warning whether the flag changes nothing
/// @param text for the log
record FeatureNotice(boolean warning, String text) {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureNotice.class);

  /// Flags of Prometheus for things that Firebucket does differently or does not do.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "auto-reload-config",
          "concurrent-rule-eval",
          "created-timestamp-zero-ingestion",
          "delayed-compaction",
          "exemplar-storage",
          "extra-scrape-metrics",
          "fast-startup",
          "histograms-st-encoding",
          "memory-snapshot-on-shutdown",
          "metadata-wal-records",
          "old-ui",
          "otlp-deltatocumulative",
          "otlp-native-delta-ingestion",
          "promql-per-step-stats",
          "search-api",
          "st-storage",
          "st-synthesis",
          "use-uncached-io",
          "xor2-encoding");

  /// Logs what there is to say of each flag, in their order.
  static void log(Iterable<String> flags) {
    for (String flag : flags) {
      FeatureNotice notice = of(flag);
      if (notice.warning) {
        LOG.warn("{} option={}", notice.text, flag);
      } else {
        LOG.info("{}", notice.text);
      }
    }
  }

  static FeatureNotice of(String flag) {
    Optional<String> enabled = enabled(flag);
    if (enabled.isPresent()) {
      return new FeatureNotice(false, enabled.get());
    }
    return new FeatureNotice(true, withoutEffect(flag));
  }

  private static Optional<String> enabled(String flag) {
    return switch (flag) {
      case "promql-experimental-functions" -> Optional.of("Experimental PromQL functions enabled.");
      case "promql-delayed-name-removal" ->
          Optional.of("Experimental PromQL delayed name removal enabled.");
      case "promql-extended-range-selectors" ->
          Optional.of("Experimental PromQL extended range selectors enabled.");
      case "promql-binop-fill-modifiers" ->
          Optional.of("Experimental PromQL binary operator fill modifiers enabled.");
      case "use-start-timestamps" ->
          Optional.of("Experimental usage of start timestamps in PromQL engine is enabled.");
      case "type-and-unit-labels" -> Optional.of("Experimental type and unit labels enabled");
      default -> Optional.empty();
    };
  }

  private static String withoutEffect(String flag) {
    return switch (flag) {
      case "promql-duration-expr", "ooo-native-histograms" ->
          "This option for --enable-feature is now permanently enabled and therefore a no-op.";
      case "native-histograms" ->
          "This option for --enable-feature is a no-op. To scrape native histograms, set the"
              + " scrape_native_histograms scrape config setting to true.";
      default ->
          WITHOUT_EFFECT.contains(flag)
              ? "This option for --enable-feature has no effect in Firebucket."
              : "Unknown option for --enable-feature";
    };
  }
}
