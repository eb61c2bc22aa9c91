package dev.firebucket.ingest.push;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
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

  /// @param room takes what the body becomes
  Map<String, PushedFamily> parse(byte[] body, ByteBudget.Share room)
      throws PushRejectedException, NoRoomException {
    return switch (this) {
      case TEXT -> TextFamilies.parse(body, room);
      case PROTOBUF -> ProtobufFamilies.parse(body, room);
    };
  }
}
