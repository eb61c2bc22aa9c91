package dev.firebucket.lambda.request.access;

import java.util.Map;
import java.util.TreeMap;

/// Who may call: hashes of passwords and of tokens, never these themselves.
///
/// @param users bcrypt hashes of passwords, by user
/// @param tokens SHA-256 of bearer tokens, as 64 hexadecimal digits, by a name for people
public record Callers(Map<String, String> users, Map<String, String> tokens) {
  public Callers {
    users = Map.copyOf(users);
    tokens = Map.copyOf(tokens);
    if (users.isEmpty() && tokens.isEmpty()) {
      throw new IllegalArgumentException("nobody is named, so nobody could call");
    }
  }

  /// Names only: hashes do not belong into a log.
  @Override
  public String toString() {
    return "users " + new TreeMap<>(users).keySet() + ", tokens " + new TreeMap<>(tokens).keySet();
  }
}
