package dev.firebucket.config.yaml;

/// Where something stands in a file.
///
/// @param file as the user named it
/// @param line counted from 1; 0 where only the file is known
/// @param column counted from 1; 0 where only the file is known
public record YamlPosition(String file, int line, int column) {
  /// The file as a whole.
  public static YamlPosition ofFile(String file) {
    return new YamlPosition(file, 0, 0);
  }

  /// An error here.
  public ConfigException error(String problem) {
    return new ConfigException(this, problem);
  }

  /// `file:line:column`, or the file alone.
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
