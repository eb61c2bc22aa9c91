package dev.firebucket.ingest.writing;

import java.io.IOException;

/// The store takes samples more slowly than they come: these were not taken, and may be sent again.
public final class TooManySamplesWaitingException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param limit how many may wait
  public TooManySamplesWaitingException(long limit) {
    super("more than " + limit + " samples wait to be stored: send them again later");
  }
}
