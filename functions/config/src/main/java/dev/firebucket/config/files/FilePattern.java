package dev.firebucket.config.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A path whose last part may hold `*`, `?` and `[…]`: `rules/*.yml`.
///
/// @param path absolute, or relative to the working directory when it was loaded so
public record FilePattern(String path) {
  /// A pattern relative to the folder of the configuration file, as Prometheus resolves it.
  public static FilePattern of(Path directory, String path) {
    return new FilePattern(resolve(directory, path));
  }

  /// A path relative to the folder of the configuration file; empty and absolute paths stay as they
  /// are.
  public static String resolve(Path directory, String path) {
    if (path.isEmpty() || path.startsWith("/")) {
      return path;
    }
    return directory.resolve(path).normalize().toString();
  }

  /// Whether the pattern can match more than one file.
  public boolean isPattern() {
    return path.contains("*") || path.contains("?") || path.contains("[");
  }

  /// The files that match now, sorted; none is no error. A path without a wildcard gives itself if
  /// it exists.
  ///
  /// @throws IOException when the folder cannot be listed
  public List<Path> expand() throws IOException {
    Path whole = Path.of(path);
    if (!isPattern()) {
      return Files.exists(whole) ? List.of(whole) : List.of();
    }
    Path folder = whole.getParent() == null ? Path.of("") : whole.getParent();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> matches =
        Files.newDirectoryStream(folder, asJavaGlob(whole.getFileName().toString()))) {
      matches.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  /// Go's patterns know no braces, and negate a class by `^`.
  private static String asJavaGlob(String pattern) {
    return pattern.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
  }

  @Override
  public String toString() {
    return path;
  }
}
