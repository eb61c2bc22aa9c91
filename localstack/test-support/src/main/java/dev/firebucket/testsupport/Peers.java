package dev.firebucket.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The programs of the real systems, where `localstack/install.sh` puts them: in `$PEERS/bin`, or
/// in `~/.cache/firebucket-peers/bin`.
public final class Peers {
  private Peers() {}

  /// The folder of everything that is installed.
  public static Path folder() {
    String set = System.getenv("PEERS");
    return set == null
        ? Path.of(System.getProperty("user.home"), ".cache", "firebucket-peers")
        : Path.of(set);
  }

  /// The program of a peer, if it is installed.
  public static Optional<Path> find(String name) {
    return Optional.of(folder().resolve("bin").resolve(name)).filter(Files::isExecutable);
  }

  /// The Python of a peer that comes from PyPI. Where it is missing, the test is skipped, and fails
  /// in CI ([Needed]).
  public static Path python(String name) {
    Path python = folder().resolve(name).resolve("bin/python");
    Needed.that(
        Files.isExecutable(python),
        () ->
            "%s is not installed in %s: run localstack/install.sh %s"
                .formatted(name, folder().resolve(name), name));
    return python;
  }

  /// The program of a peer. Where it is missing, the test is skipped, and fails in CI ([Needed]).
  public static Path program(String name) {
    Optional<Path> program = find(name);
    Needed.that(
        program.isPresent(),
        () ->
            name
                + " is not installed in "
                + folder().resolve("bin")
                + ": run localstack/install.sh "
                + (name.equals("promtool") ? "prometheus" : name));
    return program.orElseThrow();
  }
}
