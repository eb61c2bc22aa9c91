package dev.firebucket.lambda.request.access;

import dev.firebucket.lambda.request.access.Credential.Login;
import dev.firebucket.lambda.request.access.Credential.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Decides whether a caller is let in. Safe for use by several threads.
///
/// Every comparison takes the same time whatever it compares, and a user who does not exist as long
/// as the one whose hash costs most.
public final class Gate {
  /// What a user's password is compared with who does not exist, without its cost: of a random text
  /// that nobody kept.
  private static final String NOBODY = "$N85QRB82NxIFr2iugs4zPes5.TVLzWI5V/4Bu587BDrSae4YLPrbq";

  private final KnownCallers callers;
  private final PasswordCheck passwords = new PasswordCheck();

  public Gate(KnownCallers callers) {
    this.callers = callers;
  }

  /// Whether a request may pass.
  ///
  /// @param headers every value of `Authorization`
  /// @throws IOException when the secret cannot be read: then nobody may
  public boolean letsIn(List<String> headers) throws IOException {
    Callers known = callers.current();
    Optional<Credential> shown =
        headers.size() == 1 ? Credential.read(headers.getFirst()) : Optional.empty();
    if (shown.isEmpty()) {
      return false;
    }
    if (isNamed(shown.get(), known)) {
      return true;
    }
    Callers newest = callers.newest();
    return !newest.equals(known) && isNamed(shown.get(), newest);
  }

  private boolean isNamed(Credential shown, Callers known) {
    return switch (shown) {
      case Token token -> isNamed(token, known);
      case Login login -> isNamed(login, known);
    };
  }

  /// Compares with all, so that time does not say which came close.
  private static boolean isNamed(Token token, Callers known) {
    byte[] hash = sha256(token.token());
    boolean named = false;
    for (String digits : known.tokens().values()) {
      named |= MessageDigest.isEqual(hash, HexFormat.of().parseHex(digits));
    }
    return named;
  }

  private boolean isNamed(Login login, Callers known) {
    String hash = known.users().get(login.user());
    boolean right = passwords.matches(login.password(), hash == null ? nobody(known) : hash);
    return right && hash != null;
  }

  /// A hash that costs as much as the most costly of the users.
  static String nobody(Callers known) {
    String cost =
        known.users().values().stream().map(Gate::cost).max(String::compareTo).orElse("10");
    return "$2a$" + cost + NOBODY;
  }

  /// Two digits.
  private static String cost(String bcrypt) {
    return bcrypt.substring(4, 6);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
