package dev.firebucket.ingest.scrape;

/// A scrape that failed: `up` is 0, and this message is the target's last error.
public final class ScrapeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  private enum Kind {
    OTHER,
    TOO_LARGE,
    UNREACHED
  }

  public ScrapeException(String message) {
    this(message, Kind.OTHER);
  }

  private ScrapeException(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  /// The body is larger than `body_size_limit`.
  static ScrapeException bodyTooLarge() {
    return new ScrapeException("body size limit exceeded", Kind.TOO_LARGE);
  }

  /// Nothing answered, not even with a refusal: no connection came about in time.
  public static ScrapeException unreached(String message) {
    return new ScrapeException(message, Kind.UNREACHED);
  }

  /// Whether the body was larger than `body_size_limit`.
  public boolean isBodyTooLarge() {
    return kind == Kind.TOO_LARGE;
  }

  /// Whether all the time went by without a connection.
  public boolean isUnreached() {
    return kind == Kind.UNREACHED;
  }
}
