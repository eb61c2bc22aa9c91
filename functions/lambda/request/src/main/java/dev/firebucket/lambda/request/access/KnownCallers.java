package dev.firebucket.lambda.request.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The callers of a secret, read again from time to time: a rotated secret counts without a
/// deployment.
///
/// Whom the secret no longer names is refused [#PATIENCE] later at the latest, and whom it names
/// newly is let in within [#SHORTEST]. A secret that can no longer be read is good for [#LONGEST]
/// after it was last read; then, and where it was never read, nobody is let in. Safe for use by
/// several threads.
public final class KnownCallers {
  private static final Logger LOG = LoggerFactory.getLogger(KnownCallers.class);

  /// How long a secret counts without another look.
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /// The least time between two reads because of a caller who is not known.
  static final Duration SHORTEST = Duration.ofSeconds(30);

  /// The least time between two reads where the last one failed.
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /// How long a secret counts that cannot be read again.
  static final Duration LONGEST = Duration.ofMinutes(15);

  private final String secret;
  private final SecretReader reader;
  private final InstantSource clock;

  private @Nullable Callers known;
  private Instant read = Instant.MIN;
  private Instant tried = Instant.MIN;
  private String failure = "";

  /// @param secret its name, for errors
  public KnownCallers(String secret, SecretReader reader, InstantSource clock) {
    this.secret = secret;
    this.reader = reader;
    this.clock = clock;
  }

  /// The callers in force.
  ///
  /// @throws IOException when the secret cannot be read or used, with its name and the reason
  synchronized Callers current() throws IOException {
    return notOlderThan(PATIENCE);
  }

  /// The callers in force, for somebody whom [#current] did not name: perhaps the secret does now.
  ///
  /// @throws IOException when the secret cannot be read or used, with its name and the reason
  synchronized Callers newest() throws IOException {
    return notOlderThan(SHORTEST);
  }

  private Callers notOlderThan(Duration most) throws IOException {
    Instant now = clock.instant();
    Callers callers = known;
    boolean fresh = callers != null && isWithin(read, most, now);
    boolean failedJustNow = !failure.isEmpty() && isWithin(tried, AFTER_FAILURE, now);
    if (!fresh && !failedJustNow) {
      look(now);
      callers = known;
    }
    if (callers == null || !isWithin(read, LONGEST, now)) {
      throw new IOException(failure);
    }
    return callers;
  }

  /// A clock that was set back makes nothing younger.
  private static boolean isWithin(Instant since, Duration most, Instant now) {
    return !since.equals(Instant.MIN) && !now.isBefore(since) && now.isBefore(since.plus(most));
  }

  private void look(Instant now) {
    tried = now;
    try {
      Callers found = CallersReader.read(secret, reader.read());
      if (!found.equals(known)) {
        LOG.info("the secret {} lets in {}", secret, found);
      }
      known = found;
      read = now;
      failure = "";
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      LOG.error("{}", failure);
    }
  }
}
