package dev.firebucket.house;

import java.nio.file.Path;
import java.util.List;

/// One source file and what the rules ask of it.
///
/// @param path below the root of the repository
/// @param packageName its package
/// @param lines all of them, blank ones and comments included
/// @param methods those of all its classes
/// @param hasSql whether a text in it is SQL
public record SourceFile(
    Path path, String packageName, int lines, List<SourceMethod> methods, boolean hasSql) {
  public SourceFile {
    methods = List.copyOf(methods);
  }

  /// Whether it holds a package's documentation and nothing else.
  public boolean isPackageInfo() {
    return path.endsWith("package-info.java");
  }
}
