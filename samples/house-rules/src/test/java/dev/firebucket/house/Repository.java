package dev.firebucket.house;

import java.nio.file.Path;

/// The repository that is tested.
final class Repository {
  static final Path ROOT =
      Path.of(System.getProperty("firebucket.repository", "../..")).toAbsolutePath().normalize();

  private Repository() {}
}
