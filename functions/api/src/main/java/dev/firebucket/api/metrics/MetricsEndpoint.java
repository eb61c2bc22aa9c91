package dev.firebucket.api.metrics;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.routing.Endpoint;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// `/metrics`: Firebucket's own metrics, in the format that the client prefers.
public final class MetricsEndpoint implements Endpoint {
  private final PrometheusRegistry registry;
  private final ExpositionFormats formats = ExpositionFormats.init();

  public MetricsEndpoint(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public ApiAnswer answer(ApiRequest request) throws IOException {
    ExpositionFormatWriter writer = formats.findWriter(request.header("accept"));
    ByteArrayOutputStream body = new ByteArrayOutputStream(32 * 1024);
    writer.write(body, registry.scrape());
    return ApiAnswer.of(200, writer.getContentType(), body.toByteArray());
  }
}
