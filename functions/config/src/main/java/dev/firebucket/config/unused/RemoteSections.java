package dev.firebucket.config.unused;

import dev.firebucket.config.http.HttpClientConfigReader;
import dev.firebucket.config.http.ReservedHeaders;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.relabel.RelabelConfigReader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prometheus' checks of `remote_write` and `remote_read`.
final class RemoteSections {
  private static final String AUTHORIZATION_HEADER =
      "authorization header must be changed via the basic_auth, authorization, oauth2, sigv4,"
          + " azuread or google_iam parameter";
  private static final List<String> AUTHORIZATIONS =
      List.of("basic_auth", "authorization", "oauth2", "sigv4", "azuread", "google_iam");
  private static final List<String> MESSAGES =
      List.of("prometheus.WriteRequest", "io.prometheus.write.v2.Request");

  private final NameValidationScheme scheme;
  private final Path directory;

  RemoteSections(NameValidationScheme scheme, Path directory) {
    this.scheme = scheme;
    this.directory = directory;
  }

  void checkWrite(YamlFields whole) throws ConfigException {
    Set<String> names = new HashSet<>();
    for (YamlNode item : whole.nodes("remote_write")) {
      if (item.isNull()) {
        throw item.position().error("empty or null remote write config section");
      }
      YamlFields fields = YamlFields.of(item, "config.plain");
      write(fields);
      requireOwnName(fields, "write", names);
    }
  }

  void checkRead(YamlFields whole) throws ConfigException {
    Set<String> names = new HashSet<>();
    for (YamlNode item : whole.nodes("remote_read")) {
      if (item.isNull()) {
        throw item.position().error("empty or null remote read config section");
      }
      YamlFields fields = YamlFields.of(item, "config.plain");
      read(fields);
      requireOwnName(fields, "read", names);
    }
  }

  private static void requireOwnName(YamlFields fields, String kind, Set<String> names)
      throws ConfigException {
    String name = fields.text("name", "");
    if (!name.isEmpty() && !names.add(name)) {
      throw fields.error(
          "name", "found multiple remote " + kind + " configs with job name \"" + name + "\"");
    }
  }

  private void write(YamlFields fields) throws ConfigException {
    String url = HttpClientConfigReader.url(fields, "url");
    fields.duration("remote_timeout", Duration.ZERO);
    fields.text("name", "");
    for (String flag : List.of("send_exemplars", "send_native_histograms", "round_robin_dns")) {
      fields.flag(flag, false);
    }
    String message = fields.text("protobuf_message", MESSAGES.getFirst());
    RelabelConfigReader.read(
        fields,
        "write_relabel_configs",
        "empty or null relabeling rule in remote write config",
        scheme);
    queue(fields);
    metadata(fields);
    for (String cloud : List.of("sigv4", "azuread", "google_iam")) {
      fields.entries(cloud);
    }
    HttpClientConfigReader.read(fields, directory);
    fields.textMap("headers");
    fields.finish();
    if (url.isEmpty() && !fields.isSet("url")) {
      throw fields.error("url for remote_write is empty");
    }
    ReservedHeaders.check(fields, AUTHORIZATION_HEADER);
    if (!MESSAGES.contains(message)) {
      throw fields.error(
          "protobuf_message",
          "invalid protobuf_message value: unknown type for remote write protobuf message "
              + message
              + ", supported: "
              + String.join(", ", MESSAGES));
    }
    requireOneAuthorization(fields);
  }

  private static void requireOneAuthorization(YamlFields fields) throws ConfigException {
    List<String> configured = new ArrayList<>();
    for (String authorization : AUTHORIZATIONS) {
      if (fields.isSet(authorization)) {
        configured.add(authorization);
      }
    }
    if (configured.size() > 1) {
      throw fields.error(
          "at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be"
              + " configured. Currently configured: ["
              + String.join(" ", configured)
              + "]");
    }
  }

  private static void queue(YamlFields owner) throws ConfigException {
    Optional<YamlNode> node = owner.node("queue_config");
    if (node.isEmpty()) {
      return;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.QueueConfig");
    long capacity = fields.integer("capacity", 10_000);
    long maxShards = fields.integer("max_shards", 50);
    long minShards = fields.integer("min_shards", 1);
    long maxSamples = fields.integer("max_samples_per_send", 2_000);
    for (String duration :
        List.of("batch_send_deadline", "min_backoff", "max_backoff", "sample_age_limit")) {
      fields.duration(duration, Duration.ZERO);
    }
    fields.flag("retry_on_http_429", false);
    fields.finish();
    requirePositive(fields, "capacity", capacity);
    requirePositive(fields, "max_shards", maxShards);
    requirePositive(fields, "min_shards", minShards);
    if (minShards > maxShards) {
      throw fields.error(
          "min_shards", "remote write queue min_shards must not be greater than max_shards");
    }
    requirePositive(fields, "max_samples_per_send", maxSamples);
  }

  private static void requirePositive(YamlFields fields, String field, long value)
      throws ConfigException {
    if (value <= 0) {
      throw fields.error(field, "remote write queue " + field + " must be positive");
    }
  }

  private static void metadata(YamlFields owner) throws ConfigException {
    Optional<YamlNode> node = owner.node("metadata_config");
    if (node.isPresent()) {
      YamlFields fields = YamlFields.of(node.get(), "config.MetadataConfig");
      fields.flag("send", true);
      fields.duration("send_interval", Duration.ZERO);
      fields.integer("max_samples_per_send", 0);
      fields.finish();
    }
  }

  private void read(YamlFields fields) throws ConfigException {
    String url = HttpClientConfigReader.url(fields, "url");
    fields.duration("remote_timeout", Duration.ZERO);
    fields.count("chunked_read_limit", 0);
    fields.flag("read_recent", false);
    fields.text("name", "");
    fields.textMap("required_matchers");
    fields.flag("filter_external_labels", true);
    HttpClientConfigReader.read(fields, directory);
    fields.textMap("headers");
    fields.finish();
    if (url.isEmpty() && !fields.isSet("url")) {
      throw fields.error("url for remote_read is empty");
    }
    ReservedHeaders.check(fields, AUTHORIZATION_HEADER);
  }
}
