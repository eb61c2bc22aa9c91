package dev.firebucket.config.yaml;

import dev.firebucket.config.secret.UrlPasswords;

/// A configuration that Prometheus would refuse, or (see [UnsupportedSectionException]) one that
/// Firebucket cannot honour yet. The message is `file:line:column: problem`, without passwords of
/// URLs.
public class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient YamlPosition position;
  private final String problem;

  /// @param position where
  /// @param problem what, in Prometheus' words where it has some
  public ConfigException(YamlPosition position, String problem) {
    this(UrlPasswords.hiddenIn(problem), position);
  }

  private ConfigException(String shown, YamlPosition position) {
    super(position + ": " + shown);
    this.position = position;
    this.problem = shown;
  }

  public YamlPosition position() {
    return position;
  }

  /// The message without the position.
  public String problem() {
    return problem;
  }
}
