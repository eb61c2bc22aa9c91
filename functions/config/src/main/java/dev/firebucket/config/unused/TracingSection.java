package dev.firebucket.config.unused;

import dev.firebucket.config.http.ReservedHeaders;
import dev.firebucket.config.http.TlsConfigReader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Prometheus' checks of `tracing`.
final class TracingSection {
  private TracingSection() {}

  static void check(YamlFields whole, Path directory) throws ConfigException {
    Optional<YamlNode> node = whole.node("tracing");
    if (node.isEmpty()) {
      return;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.plain");
    String clientType = fields.text("client_type", "grpc");
    String endpoint = fields.text("endpoint", "");
    fields.number("sampling_fraction", 0);
    fields.flag("insecure", false);
    TlsConfigReader.read(fields, directory);
    String compression = fields.text("compression", "");
    fields.duration("timeout", Duration.ZERO);
    if (!clientType.equals("http") && !clientType.equals("grpc")) {
      throw fields.error(
          "client_type",
          "expected tracing client type to be to be http or grpc, but got " + clientType);
    }
    ReservedHeaders.check(fields, "custom authorization header configuration is not yet supported");
    fields.finish();
    if (endpoint.isEmpty()) {
      throw fields.error("tracing endpoint must be set");
    }
    if (!compression.isEmpty() && !compression.equals("gzip")) {
      throw fields.error(
          "compression",
          "invalid compression type " + compression + " provided, valid options: gzip");
    }
  }
}
