package dev.firebucket.storage.read;

import java.util.Objects;

/// An object that does not hold what was written, or cannot be one of the store's.
///
/// @param key of the object
/// @param what is wrong with it
public record Damage(String key, String what) {
  public Damage {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(what, "what");
  }

  /// For an answer that lacks its samples.
  public String lost() {
    return "the object '%s' is damaged, and its samples are missing here: %s; restore it from a copy or an older version"
        .formatted(key, what);
  }

  /// For an answer that lacks nothing, for another object says the same more slowly.
  public String avoided() {
    return "the object '%s' is damaged: %s; nothing is missing here, for the samples object says the same more slowly: restore it from a copy or an older version, or remove it"
        .formatted(key, what);
  }
}
