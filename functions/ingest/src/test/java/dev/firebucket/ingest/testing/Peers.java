package dev.firebucket.ingest.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The real systems beside ours, where they are installed.
public final class Peers {
  private Peers() {}

  /// The path of a peer's program; skips the test where it is absent.
  public static Path program(String name) {
    String folder = System.getenv("PEERS");
    Path root =
        folder == null
            ? Path.of(System.getProperty("user.home"), ".cache", "firebucket-peers")
            : Path.of(folder);
    Path program = root.resolve("bin").resolve(name);
    assumeTrue(Files.isExecutable(program), name + " is not installed in " + root);
    return program;
  }
}
