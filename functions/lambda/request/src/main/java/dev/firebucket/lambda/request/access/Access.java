package dev.firebucket.lambda.request.access;

import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.lambda.start.Snapshot;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lets in whom the secret names, before anything else of a request is looked at.
///
/// `/-/healthy` is open: it says no more than that the function answers. A browser's question
/// before a request of another origin is open too, because browsers show no credentials there; it
/// has no effect. Safe for use by several threads.
public final class Access {
  private final Gate gate;

  /// @param gate that knows the callers
  public Access(Gate gate) {
    this.gate = gate;
  }

  /// That of a function, whose secret is read from now on; empty where everybody may call.
  public static Optional<Access> of(UrlSettings settings, InstantSource clock) {
    return settings
        .secret()
        .map(
            secret -> {
              KnownCallers callers =
                  new KnownCallers(secret.name(), new AwsSecretReader(secret), clock);
              // A secret does not belong into a snapshot, and is older than it when it is restored.
              if (Snapshot.ofProcess().isComing()) {
                Snapshot.ofProcess().whenRestored(() -> lookAhead(callers));
              } else {
                lookAhead(callers);
              }
              return new Access(new Gate(callers));
            });
  }

  /// Whether a request needs no credentials.
  ///
  /// @param isQuestion whether it has the headers of a browser that asks before another request
  public static boolean isOpen(String method, String path, boolean isQuestion) {
    return "/-/healthy".equals(path) || ("OPTIONS".equals(method) && isQuestion);
  }

  /// Decides about a request that is not open.
  ///
  /// @param shown every value of `Authorization`
  public Verdict verdict(List<String> shown) {
    try {
      return gate.letsIn(shown) ? Verdict.LET_IN : Verdict.UNKNOWN;
    } catch (IOException e) {
      // It is in the log.
      return Verdict.UNREADABLE;
    }
  }

  /// Reads the secret while AWS lends a starting function a whole processor; the first request
  /// waits for it.
  private static void lookAhead(KnownCallers callers) {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("firebucket-secret")
            .start(
                () -> {
                  try {
                    var _ = callers.current();
                  } catch (IOException e) {
                    // It is in the log, and the first request looks again.
                    return;
                  }
                });
  }
}
