package dev.firebucket.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Upstream's own cases, in a folder `shared` next to the repository: PromQL scripts, configuration
/// files, OpenMetrics cases, the description of the HTTP API.
///
/// They are not part of the repository and no script fetches them. So a test that needs them is
/// skipped where they are missing, in CI too: nobody could make it pass there.
public final class SharedCases {
  private SharedCases() {}

  /// A file or folder of them; skips the test where it is missing.
  ///
  /// @param path within `shared`
  public static Path at(String path) {
    Path repository =
        Path.of(System.getProperty("firebucket.repository", "../..")).toAbsolutePath().normalize();
    Path found = repository.resolveSibling("shared").resolve(path);
    Assumptions.assumeTrue(Files.exists(found), () -> "upstream's cases are not at " + found);
    return found;
  }
}
