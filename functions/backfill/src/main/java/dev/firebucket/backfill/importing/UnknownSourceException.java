package dev.firebucket.backfill.importing;

import java.io.IOException;

/// What was named is nothing that can be imported.
public final class UnknownSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  UnknownSourceException(String problem) {
    super(problem);
  }
}
