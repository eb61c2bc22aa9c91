package dev.firebucket.config.yaml;

/// A configuration that Prometheus would refuse, or (see [UnsupportedSectionException]) one that
/// Firebucket cannot honour yet. The message is `file:line:column: problem`.
public class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient YamlPosition position;
  private final String problem;

  /// @param position where
  /// @param problem what, in Prometheus' words where it has some
  public ConfigException(YamlPosition position, String problem) {
    super(position + ": " + problem);
    this.position = position;
    this.problem = problem;
  }

  public YamlPosition position() {
    return position;
  }

  /// The message without the position.
  public String problem() {
    return problem;
  }
}
