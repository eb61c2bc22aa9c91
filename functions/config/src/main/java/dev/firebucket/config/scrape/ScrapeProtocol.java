package dev.firebucket.config.scrape;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import java.util.ArrayList;
import java.util.List;

/// A format that a target is asked for (`scrape_protocols`).
public enum ScrapeProtocol {
  OPEN_METRICS_TEXT_0_0_1("OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1"),
  OPEN_METRICS_TEXT_1_0_0("OpenMetricsText1.0.0", "application/openmetrics-text;version=1.0.0"),
  PROMETHEUS_PROTO(
      "PrometheusProto",
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"),
  PROMETHEUS_TEXT_0_0_4("PrometheusText0.0.4", "text/plain;version=0.0.4"),
  PROMETHEUS_TEXT_1_0_0("PrometheusText1.0.0", "text/plain;version=1.0.0");

  /// What is asked for unless the configuration says otherwise, the most wanted first.
  public static final List<ScrapeProtocol> DEFAULT =
      List.of(
          OPEN_METRICS_TEXT_1_0_0,
          OPEN_METRICS_TEXT_0_0_1,
          PROMETHEUS_TEXT_1_0_0,
          PROMETHEUS_TEXT_0_0_4);

  /// What is asked for when native histograms are wanted: only protobuf carries them.
  public static final List<ScrapeProtocol> DEFAULT_PROTO_FIRST =
      List.of(
          PROMETHEUS_PROTO,
          OPEN_METRICS_TEXT_1_0_0,
          OPEN_METRICS_TEXT_0_0_1,
          PROMETHEUS_TEXT_1_0_0,
          PROMETHEUS_TEXT_0_0_4);

  private final String yaml;
  private final String mediaType;

  ScrapeProtocol(String yaml, String mediaType) {
    this.yaml = yaml;
    this.mediaType = mediaType;
  }

  /// As the configuration writes it.
  public String yaml() {
    return yaml;
  }

  /// As the Accept header writes it, with its parameters.
  public String mediaType() {
    return mediaType;
  }

  /// @throws IllegalArgumentException in Prometheus' words for an unknown name
  static ScrapeProtocol ofYaml(String name) {
    List<String> supported = new ArrayList<>();
    for (ScrapeProtocol protocol : values()) {
      if (protocol.yaml.equals(name)) {
        return protocol;
      }
      supported.add(protocol.yaml);
    }
    throw new IllegalArgumentException(
        "unknown scrape protocol " + name + ", supported: [" + String.join(" ", supported) + "]");
  }

  /// Reads `scrape_protocols`.
  ///
  /// @param place the end of an error: ` for global config`
  /// @return empty when the field is absent
  /// @throws ConfigException for an unknown or doubled protocol and for an empty list
  public static List<ScrapeProtocol> read(YamlFields fields, String place) throws ConfigException {
    List<String> names = fields.texts("scrape_protocols", "[]config.ScrapeProtocol");
    if (names.isEmpty() && fields.isSet("scrape_protocols")) {
      throw fields.error("scrape_protocols", "scrape_protocols cannot be empty" + place);
    }
    List<ScrapeProtocol> protocols = new ArrayList<>();
    for (String name : names) {
      try {
        ScrapeProtocol protocol = ofYaml(name);
        if (protocols.contains(protocol)) {
          throw fields.error(
              "scrape_protocols",
              "duplicated protocol in scrape_protocols, got ["
                  + String.join(" ", names)
                  + "]"
                  + place);
        }
        protocols.add(protocol);
      } catch (IllegalArgumentException e) {
        throw fields.error("scrape_protocols", "scrape_protocols: " + e.getMessage() + place);
      }
    }
    return List.copyOf(protocols);
  }
}
