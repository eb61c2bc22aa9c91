package dev.firebucket.storage.object;

import java.io.IOException;

/// Sound bytes that this program cannot read, for another version of it has written them.
public final class UnknownVersionException extends IOException {
  private static final long serialVersionUID = 1L;

  private UnknownVersionException(String message) {
    super(message);
  }

  /// @param what was written: `the catalog version 'x'`
  public static UnknownVersionException newer(String what) {
    return new UnknownVersionException(
        "cannot read " + what + ": it was written by a newer Firebucket; update this one");
  }

  /// @param what was written
  public static UnknownVersionException older(String what) {
    return new UnknownVersionException(
        "cannot read "
            + what
            + ": it was written by an older Firebucket; the next merge replaces it");
  }
}
