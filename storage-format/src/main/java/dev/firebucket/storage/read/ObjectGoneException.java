package dev.firebucket.storage.read;

import java.io.IOException;

/// An object of a view has been deleted: its samples are in a newer file, which a newer view finds.
public final class ObjectGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;

  ObjectGoneException(String key) {
    super(
        "the object '"
            + key
            + "' vanished while it was read, and newer views of the store still list it; it was"
            + " deleted by hand, or the clock of the compactor is wrong");
    this.key = key;
  }

  /// The object.
  public String key() {
    return key;
  }

  /// For an object that newer views list too, time after time: what it held is lost.
  public DamagedObjectException asDamage() {
    return new DamagedObjectException(
        key, "it is missing though the store lists it; it was deleted by hand");
  }
}
