package dev.firebucket.config.secret;

import java.util.Locale;
import java.util.regex.Pattern;

/// Which fields of a configuration hold secrets, told by their names: those that Prometheus hides,
/// also in sections that are not read here, and whatever is called alike.
public final class SecretFields {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*[_-])?(?:password|passwd|passphrase|secrets?|token|credentials"
              + "|(?:secret|private|certificate|consumer|account|api)[_-]?key)"
              + "|auth_?token|key|access_key_secret|headers|proxy_connect_header");

  private SecretFields() {}

  /// Whether all that stands in a field of this name is secret. Names of files and of secret
  /// managers' entries (`password_file`, `password_ref`) are none.
  public static boolean isSecret(String field) {
    return SECRET.matcher(field.toLowerCase(Locale.ROOT)).matches();
  }
}
