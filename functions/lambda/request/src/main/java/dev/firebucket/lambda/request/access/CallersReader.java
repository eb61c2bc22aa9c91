package dev.firebucket.lambda.request.access;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlPosition;
import dev.firebucket.config.yaml.YamlReader;
import dev.firebucket.config.yaml.YamlScalar;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a secret holds: YAML, or JSON, which is YAML too. The map of users is that of
/// Prometheus' `--web.config.file`.
///
/// ```yaml
/// basic_auth_users:
///   grafana: $2y$10$…                 # bcrypt of the password
/// bearer_tokens:
///   prometheus: sha256:9f86d081…      # SHA-256 of the token
/// ```
///
/// Errors name the secret and the line, and never quote what they found there: where somebody
/// swapped a name and what belongs to it, the name is the secret.
final class CallersReader {
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");
  private static final Pattern SHA_256 = Pattern.compile("sha256:([0-9a-fA-F]{64})");

  /// Each step more doubles the time: 14 takes a small function some seconds a login.
  private static final int HIGHEST_COST = 14;

  private static final int LOWEST_COST = 4;

  private CallersReader() {}

  /// @param secret its name, for errors
  /// @throws IOException when it is not of this form, or names nobody
  static Callers read(String secret, String text) throws IOException {
    try {
      Optional<YamlNode> document = YamlReader.readText(secret, text);
      if (document.isEmpty()) {
        throw refused(YamlPosition.ofFile(secret), "is empty");
      }
      YamlFields fields = YamlFields.of(document.get(), "secret");
      Map<String, YamlNode> users = fields.entries("basic_auth_users");
      Map<String, YamlNode> tokens = fields.entries("bearer_tokens");
      fields.finish();
      if (users.isEmpty() && tokens.isEmpty()) {
        throw refused(YamlPosition.ofFile(secret), "names nobody, so nobody could call");
      }
      return new Callers(users(users), tokens(tokens));
    } catch (ConfigException e) {
      // Its words quote what they found, and that may be a password.
      throw refused(e.position(), "is not of this form");
    }
  }

  private static Map<String, String> users(Map<String, YamlNode> entries) throws IOException {
    Map<String, String> users = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
      Matcher hash = BCRYPT.matcher(text(entry.getValue()));
      int cost = hash.matches() ? Integer.parseInt(hash.group(1)) : 0;
      if (cost < LOWEST_COST || cost > HIGHEST_COST) {
        throw refused(
            entry.getValue().position(),
            "has no bcrypt hash of a cost from 4 to 14 for a user; htpasswd -nBC 10 makes one");
      }
      users.put(entry.getKey(), hash.group());
    }
    return users;
  }

  private static Map<String, String> tokens(Map<String, YamlNode> entries) throws IOException {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
      Matcher hash = SHA_256.matcher(text(entry.getValue()));
      if (!hash.matches()) {
        throw refused(
            entry.getValue().position(),
            "has no hash for a token; write its name, then sha256: and the 64 digits that sha256sum prints");
      }
      tokens.put(entry.getKey(), hash.group(1).toLowerCase(Locale.ROOT));
    }
    return tokens;
  }

  private static String text(YamlNode node) {
    return node instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private static IOException refused(YamlPosition position, String problem) {
    return new IOException(
        "the secret "
            + position
            + " "
            + problem
            + "; it holds basic_auth_users (user: bcrypt hash) and bearer_tokens (name: sha256:digits)");
  }
}
