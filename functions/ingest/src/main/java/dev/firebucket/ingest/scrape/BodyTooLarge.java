package dev.firebucket.ingest.scrape;

import java.io.IOException;

/// A body that grew beyond its bound while it was decompressed.
final class BodyTooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge(long bound) {
    super("body of more than " + bound + " bytes");
  }
}
