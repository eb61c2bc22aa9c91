package dev.firebucket.api.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The two ways between what services count and the client library.
class SourceCollectorTest {
  private static final MetricSource SOURCE =
      families ->
          families
              .counter("things_total", "Things.", 3)
              .counter("kinds_total", "By kind.", List.of(MetricFamily.Point.of("kind", "a", 1)))
              .gauge("level", "A level.", 0.5);

  @Test
  void aSourceIsShownInTheTextFormat() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    SourceCollector.register(registry, List.of(SOURCE));

    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, registry.scrape());

    assertThat(text.toString(UTF_8))
        .contains("# TYPE things_total counter\nthings_total 3.0\n")
        .contains("kinds_total{kind=\"a\"} 1.0\n")
        .contains("# TYPE level gauge\nlevel 0.5\n");
  }

  @Test
  void aRegistryIsASourceWithoutItsBuckets() {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder()
        .name("requests_total")
        .help("Requests.")
        .labelNames("code")
        .register(registry)
        .labelValues("200")
        .inc(2);
    Histogram.builder().name("took_seconds").help("How long.").register(registry).observe(1.5);

    List<MetricFamily> families = MetricFamilies.of(List.of(new RegistrySource(registry)));

    assertThat(families)
        .extracting(MetricFamily::name)
        .containsExactlyInAnyOrder("requests_total", "took_seconds_sum", "took_seconds_count");
    assertThat(families)
        .filteredOn(family -> family.name().equals("requests_total"))
        .flatExtracting(MetricFamily::points)
        .containsExactly(MetricFamily.Point.of("code", "200", 2));
  }
}
