package dev.firebucket.ingest.exposition;

/// A text format that can be parsed.
public enum ExpositionFormat {
  /// Prometheus text, all versions: 1.0.0 differs from 0.0.4 only in what may be quoted.
  PROMETHEUS_TEXT("text/plain"),
  /// OpenMetrics text 0.0.1 and 1.0.0.
  OPENMETRICS_TEXT("application/openmetrics-text");

  private final String mediaType;

  ExpositionFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /// The media type without its parameters.
  public String mediaType() {
    return mediaType;
  }

  /// A parser over the first `length` bytes of `body`, which are copied.
  public ExpositionParser parser(byte[] body, int length) {
    return switch (this) {
      case PROMETHEUS_TEXT -> new PrometheusTextParser(body, length);
      case OPENMETRICS_TEXT -> new OpenMetricsParser(body, length);
    };
  }

  /// A parser over a whole array.
  public ExpositionParser parser(byte[] body) {
    return parser(body, body.length);
  }
}
