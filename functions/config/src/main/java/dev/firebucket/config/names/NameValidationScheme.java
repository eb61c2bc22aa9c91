package dev.firebucket.config.names;

/// Which names are valid: any UTF-8 text, or the narrow alphabet of old
/// (`metric_name_validation_scheme`).
public enum NameValidationScheme {
  UTF8("utf8"),
  LEGACY("legacy");

  private final String yaml;

  NameValidationScheme(String yaml) {
    this.yaml = yaml;
  }

  /// As the configuration writes it.
  public String yaml() {
    return yaml;
  }

  /// Whether a label may have this name.
  public boolean isValidLabelName(String name) {
    return switch (this) {
      case UTF8 -> isText(name);
      case LEGACY -> isNarrow(name, false);
    };
  }

  /// Whether a metric may have this name.
  public boolean isValidMetricName(String name) {
    return switch (this) {
      case UTF8 -> isText(name);
      case LEGACY -> isNarrow(name, true);
    };
  }

  /// Every string but one with half of a surrogate pair is UTF-8. Asked for each label of a scrape,
  /// so without an encoder.
  private static boolean isText(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        boolean isPair =
            i + 1 < name.length() && Character.isSurrogatePair(name.charAt(i), name.charAt(i + 1));
        if (!isPair) {
          return false;
        }
        i++;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isNarrow(String name, boolean colons) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9' && i > 0;
      if (!letter && !digit && !(colons && c == ':')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
