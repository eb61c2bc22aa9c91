package dev.firebucket.testsupport;

import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine it runs on.
///
/// On a contributor's machine a test whose need is not met is skipped with its reason. In CI
/// (`CI=true`, or `-Dfirebucket.require-peers=true`) it fails: a gate that skips is no gate.
public final class Needed {
  private Needed() {}

  /// Goes on where the need is met.
  ///
  /// @param reason what is missing and how to get it, in one sentence
  /// @throws AssertionError in CI, where it is not met
  /// @throws org.opentest4j.TestAbortedException elsewhere, where it is not met: JUnit skips the
  ///   test
  public static void that(boolean met, Supplier<String> reason) {
    that(met, reason, isStrict());
  }

  static void that(boolean met, Supplier<String> reason, boolean strict) {
    if (!met && strict) {
      throw new AssertionError(
          reason.get() + " (in CI a test whose need is not met fails instead of being skipped)");
    }
    Assumptions.assumeTrue(met, reason);
  }

  /// Whether a need that is not met fails a test. The property decides where it is set.
  private static boolean isStrict() {
    String property = System.getProperty("firebucket.require-peers");
    return Boolean.parseBoolean(property == null ? System.getenv("CI") : property);
  }
}
