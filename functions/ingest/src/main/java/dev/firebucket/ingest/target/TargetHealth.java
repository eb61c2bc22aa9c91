package dev.firebucket.ingest.target;

import java.util.Locale;

/// How the last scrape of a target went.
public enum TargetHealth {
  /// It was not scraped yet.
  UNKNOWN,
  UP,
  DOWN;

  /// The name as the HTTP API writes it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
