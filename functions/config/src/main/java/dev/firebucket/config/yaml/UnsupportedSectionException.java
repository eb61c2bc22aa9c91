package dev.firebucket.config.yaml;

/// A section of Prometheus that Firebucket does not support yet. It is refused and not ignored,
/// because a user who wrote it relies on it.
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
