package dev.firebucket.config.secret;

/// A text that is never shown: it prints as `<secret>`, also in the rendered configuration.
///
/// @param value the text itself
public record Secret(String value) {
  /// No secret at all.
  public static final Secret NONE = new Secret("");

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "" : "<secret>";
  }
}
