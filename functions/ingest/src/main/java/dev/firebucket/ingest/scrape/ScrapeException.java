package dev.firebucket.ingest.scrape;

/// A scrape that failed: `up` is 0, and this message is the target's last error.
public final class ScrapeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  public ScrapeException(String message) {
    this(message, false);
  }

  private ScrapeException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  /// The body is larger than `body_size_limit`.
  static ScrapeException bodyTooLarge() {
    return new ScrapeException("body size limit exceeded", true);
  }

  /// Whether the body was larger than `body_size_limit`.
  public boolean isBodyTooLarge() {
    return tooLarge;
  }
}
