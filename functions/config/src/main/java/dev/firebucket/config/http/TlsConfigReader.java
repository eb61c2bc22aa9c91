package dev.firebucket.config.http;

import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.UnsupportedSectionException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Reads `tls_config` with Prometheus' checks.
public final class TlsConfigReader {
  private static final Set<String> VERSIONS = Set.of("", "TLS10", "TLS11", "TLS12", "TLS13");

  private TlsConfigReader() {}

  /// Reads the field `tls_config` of an owner.
  ///
  /// @param directory that relative paths begin at
  public static TlsConfig read(YamlFields owner, Path directory) throws ConfigException {
    Optional<YamlNode> node = owner.node("tls_config");
    if (node.isEmpty()) {
      return TlsConfig.DEFAULT;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.plain");
    TlsConfig config =
        new TlsConfig(
            fields.text("ca", ""),
            FilePattern.resolve(directory, fields.text("ca_file", "")),
            fields.text("cert", ""),
            FilePattern.resolve(directory, fields.text("cert_file", "")),
            fields.secret("key"),
            FilePattern.resolve(directory, fields.text("key_file", "")),
            fields.text("server_name", ""),
            fields.flag("insecure_skip_verify", false),
            version(fields, "min_version"),
            version(fields, "max_version"));
    for (String reference : new String[] {"ca_ref", "cert_ref", "key_ref"}) {
      refuseReference(fields, reference);
    }
    fields.finish();
    validate(config, fields);
    return config;
  }

  /// Prometheus has no secret manager either: it fails when the client is made.
  static void refuseReference(YamlFields fields, String field) throws ConfigException {
    if (!fields.text(field, "").isEmpty()) {
      throw new UnsupportedSectionException(
          fields.position(field), field, "there is no secret manager: use the _file form");
    }
  }

  private static String version(YamlFields fields, String field) throws ConfigException {
    String version = fields.text(field, "");
    if (!VERSIONS.contains(version)) {
      throw fields.error(field, "unknown TLS version: " + version);
    }
    return version;
  }

  private static void validate(TlsConfig config, YamlFields fields) throws ConfigException {
    boolean cert = !config.cert().isEmpty() || !config.certFile().isEmpty();
    boolean key = !config.key().isEmpty() || !config.keyFile().isEmpty();
    requireOne(!config.ca().isEmpty() && !config.caFile().isEmpty(), "ca", fields);
    requireOne(!config.cert().isEmpty() && !config.certFile().isEmpty(), "cert", fields);
    requireOne(!config.key().isEmpty() && !config.keyFile().isEmpty(), "key", fields);
    if (cert && !key) {
      throw fields.error(
          "exactly one of key or key_file must be configured when a client certificate is configured");
    }
    if (key && !cert) {
      throw fields.error(
          "exactly one of cert or cert_file must be configured when a client key is configured");
    }
  }

  private static void requireOne(boolean both, String field, YamlFields fields)
      throws ConfigException {
    if (both) {
      throw fields.error(
          field,
          "at most one of "
              + field
              + ", "
              + field
              + "_file & "
              + field
              + "_ref must be configured");
    }
  }
}
