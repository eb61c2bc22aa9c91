package dev.firebucket.storage.object;

/// An object is shorter than was known: it was written in part, cut, or replaced.
public final class ObjectCutException extends BadBytesException {
  private static final long serialVersionUID = 1L;

  public ObjectCutException(String key, String location) {
    super(
        "the object '%s' in %s is shorter than was known: it was cut, or replaced"
            .formatted(key, location));
  }
}
