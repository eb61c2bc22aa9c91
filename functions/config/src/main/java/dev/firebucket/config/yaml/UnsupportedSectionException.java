package dev.firebucket.config.yaml;

/// A section that Prometheus knows and Firebucket does not honour yet. It is refused instead of
/// passed over, because a user who wrote it counts on it.
public final class UnsupportedSectionException extends ConfigException {
  private static final long serialVersionUID = 1L;

  private final String section;

  /// @param position where the section stands
  /// @param section its name, `kubernetes_sd_configs`
  /// @param remedy what to write instead
  public UnsupportedSectionException(YamlPosition position, String section, String remedy) {
    super(position, section + " is not supported yet; " + remedy);
    this.section = section;
  }

  /// The name of the section.
  public String section() {
    return section;
  }
}
