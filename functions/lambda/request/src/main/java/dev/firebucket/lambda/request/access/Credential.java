package dev.firebucket.lambda.request.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// What a caller shows in the header `Authorization`.
sealed interface Credential {
  /// A longer header is none of ours.
  int LONGEST = 4096;

  /// A bearer token.
  record Token(String token) implements Credential {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /// A user with a password.
  record Login(String user, String password) implements Credential {
    @Override
    public String toString() {
      return "the user " + user;
    }
  }

  /// Reads a header's value; empty for what is neither, such as a signature of AWS.
  static Optional<Credential> read(String header) {
    int blank = header.indexOf(' ');
    if (blank < 0 || header.length() > LONGEST) {
      return Optional.empty();
    }
    String rest = header.substring(blank + 1).strip();
    return switch (header.substring(0, blank).toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(new Token(rest));
      case "basic" -> login(rest);
      default -> Optional.empty();
    };
  }

  private static Optional<Credential> login(String encoded) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(new Login(pair.substring(0, colon), pair.substring(colon + 1)));
  }
}
