package dev.firebucket.ingest.remotewrite;

import dev.firebucket.config.server.RetryLater;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// How a request of remote write is answered over HTTP.
///
/// @param status 204 when the samples are durable; senders repeat a request that is answered by 5xx
/// @param words plain text for the sender, empty for 204
/// @param failure of the store, if it did not take the samples
public record RemoteWriteAnswer(int status, String words, Optional<IOException> failure) {
  /// Headers next to the type.
  public Map<String, String> headers() {
    return RetryLater.headers(status);
  }
}
