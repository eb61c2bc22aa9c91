package dev.firebucket.ingest.scrape;

import dev.firebucket.config.names.NameEscapingScheme;
import dev.firebucket.config.scrape.ScrapeProtocol;
import dev.firebucket.ingest.exposition.ExpositionFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a scrape asks for, and what it makes of the answer's content type.
///
/// An answer without a content type, or with one that is unknown, fails unless
/// `fallback_scrape_protocol` says what to take it for, as since Prometheus 3
/// (<https://prometheus.io/docs/instrumenting/content_negotiation/>).
final class ContentNegotiation {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

  /// Possessive throughout: what a target sends here must not cost time.
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "\\s*+("
              + TOKEN
              + "(?:/"
              + TOKEN
              + ")?+)\\s*+(?:;\\s*+(?:"
              + TOKEN
              + "\\s*+=\\s*+(?:"
              + TOKEN
              + "|\"(?:[^\"\\\\]|\\\\.)*+\"))?+\\s*+)*+");

  private static final String PROTOBUF = "application/vnd.google.protobuf";

  private ContentNegotiation() {}

  /// The Accept header: the wanted formats by weight, then anything. Protobuf is left out, for it
  /// cannot be read yet.
  static String accept(List<ScrapeProtocol> protocols, NameEscapingScheme escaping) {
    StringJoiner accept = new StringJoiner(",");
    int weight = ScrapeProtocol.values().length + 1;
    for (ScrapeProtocol protocol : protocols) {
      if (protocol != ScrapeProtocol.PROMETHEUS_PROTO) {
        accept.add(protocol.mediaType() + escaping(protocol, escaping) + ";q=0." + weight);
      }
      weight--;
    }
    return accept.add("*/*;q=0." + weight).toString();
  }

  private static String escaping(ScrapeProtocol protocol, NameEscapingScheme escaping) {
    return switch (protocol) {
      case PROMETHEUS_TEXT_1_0_0, OPEN_METRICS_TEXT_1_0_0 -> ";escaping=" + escaping.yaml();
      case PROMETHEUS_TEXT_0_0_4, OPEN_METRICS_TEXT_0_0_1, PROMETHEUS_PROTO -> "";
    };
  }

  /// The format of an answer.
  ///
  /// @param contentType the header, empty where there is none
  /// @throws ScrapeException where it names no format and there is no fallback
  static ExpositionFormat format(String contentType, @Nullable ScrapeProtocol fallback)
      throws ScrapeException {
    String mediaType = mediaType(contentType);
    for (ExpositionFormat format : ExpositionFormat.values()) {
      if (format.mediaType().equals(mediaType)) {
        return format;
      }
    }
    if (mediaType.equals(PROTOBUF)) {
      throw new ScrapeException(
          "received Content-Type " + PROTOBUF + ", which was not asked for and cannot be read yet");
    }
    if (fallback == null) {
      throw new ScrapeException(refusal(contentType, mediaType));
    }
    return switch (fallback) {
      case PROMETHEUS_TEXT_0_0_4, PROMETHEUS_TEXT_1_0_0 -> ExpositionFormat.PROMETHEUS_TEXT;
      case OPEN_METRICS_TEXT_0_0_1, OPEN_METRICS_TEXT_1_0_0 -> ExpositionFormat.OPENMETRICS_TEXT;
      case PROMETHEUS_PROTO ->
          throw new ScrapeException(
              "fallback_scrape_protocol PrometheusProto cannot be read yet; received Content-Type \""
                  + contentType
                  + "\"");
    };
  }

  private static String refusal(String contentType, String mediaType) {
    if (contentType.isEmpty()) {
      return "non-compliant scrape target sending blank Content-Type and no"
          + " fallback_scrape_protocol specified for target";
    }
    return mediaType.isEmpty()
        ? "cannot parse Content-Type \""
            + contentType
            + "\" and no fallback_scrape_protocol for target"
        : "received unsupported Content-Type \""
            + contentType
            + "\" and no fallback_scrape_protocol specified for target";
  }

  /// The media type in lower case without parameters, empty where the header is malformed.
  private static String mediaType(String contentType) {
    java.util.regex.Matcher matcher = MEDIA_TYPE.matcher(contentType);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
