package dev.firebucket.ingest.push;

import java.util.Locale;
import java.util.Map;

/// The format of a pushed body. As in the Pushgateway everything but delimited protobuf is read as
/// text format 0.0.4.
enum PushFormat {
  TEXT,
  PROTOBUF;

  static PushFormat of(String contentType) {
    String bare = contentType.replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT);
    boolean protobuf =
        bare.startsWith("application/vnd.google.protobuf")
            && bare.contains("proto=io.prometheus.client.metricfamily")
            && bare.contains("encoding=delimited");
    return protobuf ? PROTOBUF : TEXT;
  }

  Map<String, PushedFamily> parse(byte[] body) throws PushRejectedException {
    return switch (this) {
      case TEXT -> TextFamilies.parse(body);
      case PROTOBUF -> ProtobufFamilies.parse(body);
    };
  }
}
