package dev.firebucket.storage.read;

import java.io.IOException;

/// An object that a view names has been removed since: its samples stand in a newer file, so a
/// newer view finds them.
final class ObjectGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  ObjectGoneException(String key) {
    super(
        "the object '"
            + key
            + "' vanished while it was read, and newer views of the store still name it; it was"
            + " removed by hand, or the clock of the compactor is wrong");
  }
}
