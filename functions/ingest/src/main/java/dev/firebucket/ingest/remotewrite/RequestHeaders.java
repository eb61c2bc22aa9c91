package dev.firebucket.ingest.remotewrite;

import java.util.Locale;

/// The checks of a request's headers, with the answers of Prometheus.
final class RequestHeaders {
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final String MEDIA_TYPE = "application/x-protobuf";
  private static final String VERSION_1 = "prometheus.WriteRequest";
  private static final String VERSION_2 = "io.prometheus.write.v2.Request";

  private RequestHeaders() {}

  /// @throws RemoteWriteException 415 for another type, version or compression; a header that is
  ///   absent counts as the one of version 1.0
  static void require(RemoteWriteRequest request) throws RemoteWriteException {
    requireMessage(request.contentType());
    String encoding = request.contentEncoding();
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("snappy")) {
      throw new RemoteWriteException(
          UNSUPPORTED_MEDIA_TYPE,
          encoding
              + " encoding (compression) is not accepted by this server; only snappy is acceptable");
    }
  }

  private static void requireMessage(String contentType) throws RemoteWriteException {
    if (contentType.isEmpty()) {
      return;
    }
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
      throw new RemoteWriteException(
          UNSUPPORTED_MEDIA_TYPE,
          "expected "
              + MEDIA_TYPE
              + " as the first (media) part, got "
              + contentType
              + " content-type");
    }
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", 2);
      if (pair[0].strip().equalsIgnoreCase("proto") && pair.length == 2) {
        requireVersion1(pair[1].strip().replace("\"", ""), contentType);
      }
    }
  }

  private static void requireVersion1(String message, String contentType)
      throws RemoteWriteException {
    if (message.equals(VERSION_2)) {
      throw new RemoteWriteException(
          UNSUPPORTED_MEDIA_TYPE,
          VERSION_2
              + " protobuf message is not accepted by this server; only "
              + VERSION_1
              + " (remote write 1.0) is supported yet");
    }
    if (!message.equals(VERSION_1)) {
      throw new RemoteWriteException(
          UNSUPPORTED_MEDIA_TYPE,
          "got " + contentType + " content type; unknown type of protobuf message " + message);
    }
  }
}
