package dev.firebucket.storage.object;

import java.io.IOException;

/// An object is another one than before. Objects of a store that hold samples never change.
public final class ObjectReplacedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ObjectReplacedException(String key, String location) {
    super(
        "the object '%s' in %s was replaced while it was read; nothing of Firebucket does that, see who writes there"
            .formatted(key, location));
  }
}
