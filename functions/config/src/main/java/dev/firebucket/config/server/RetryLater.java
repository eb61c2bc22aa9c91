package dev.firebucket.config.server;

import java.util.Map;

/// What an answer says to whoever shall try again: senders of remote write wait so long.
public final class RetryLater {
  /// The header.
  public static final String NAME = "Retry-After";

  /// Seconds.
  public static final String SOON = "1";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private RetryLater() {}

  /// The header of an answer with this status; none for one that is final.
  public static Map<String, String> headers(int status) {
    return status == UNAVAILABLE || status == TOO_MANY_REQUESTS ? Map.of(NAME, SOON) : Map.of();
  }
}
