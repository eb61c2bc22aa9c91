package dev.firebucket.infra;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Who may call the URLs of push and query.
///
/// @param auth who checks the callers
/// @param secrets where the hashed tokens and passwords of each URL are: the ARN of a secret of
///   Secrets Manager, or `ssm:/name` of a parameter
/// @param corsOrigin regular expression of the origins whose pages may call, as Prometheus'
///   `--web.cors.origin`
/// @param externalUrl where the links of alerts lead; empty for the query function's URL
record UrlAccess(
    Auth auth, Secrets secrets, Optional<String> corsOrigin, Optional<String> externalUrl) {
  /// The ARN of a secret, with or without the six characters that AWS appends to its name.
  private static final Pattern SECRET_ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+");

  private static final Pattern PARAMETER = Pattern.compile("ssm:(/[A-Za-z0-9_.-]+)+");

  /// The ways to check a caller.
  enum Auth {
    /// AWS does: requests are signed, for the service `lambda`.
    IAM,
    /// The function does: a bearer token or basic auth.
    TOKEN,
    /// Nobody does: whoever knows the URL reads and writes.
    OFF
  }

  /// Who may push need not be who may query.
  ///
  /// @param push of the push URL
  /// @param query of the query URL
  record Secrets(Optional<String> push, Optional<String> query) {
    private static final String OF_BOTH = "authSecret";

    static Secrets of(ContextParameters parameters) {
      return new Secrets(of(parameters, "pushAuthSecret"), of(parameters, "queryAuthSecret"));
    }

    private static Optional<String> of(ContextParameters parameters, String name) {
      Optional<String> own = parameters.text(name);
      String named = own.isPresent() ? name : OF_BOTH;
      Optional<String> secret = own.or(() -> parameters.text(OF_BOTH));
      secret.ifPresent(
          text ->
              ContextParameters.require(
                  SECRET_ARN.matcher(text).matches() || PARAMETER.matcher(text).matches(),
                  named,
                  text,
                  "the ARN of a secret (arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME) or ssm:/name; never the secret itself"));
      return secret;
    }

    boolean isNone() {
      return push.isEmpty() && query.isEmpty();
    }

    boolean isWhole() {
      return push.isPresent() && query.isPresent();
    }
  }

  UrlAccess {
    if (auth == Auth.TOKEN && !secrets.isWhole()) {
      throw new IllegalArgumentException(
          "context parameter auth: 'token' needs authSecret, the ARN of a secret in Secrets Manager or ssm:/name of a SecureString parameter that holds the hashed tokens (-c authSecret=…), or both pushAuthSecret and queryAuthSecret");
    }
    if (auth != Auth.TOKEN && !secrets.isNone()) {
      throw new IllegalArgumentException(
          "context parameters authSecret, pushAuthSecret, queryAuthSecret: only auth=token reads a secret (-c auth=token)");
    }
    if (auth == Auth.IAM && corsOrigin.isPresent()) {
      throw new IllegalArgumentException(
          "context parameter corsOrigin: with auth=iam AWS answers a browser's preflight request with 403, because nobody can sign it; use auth=token or auth=off");
    }
    externalUrl.ifPresent(
        url ->
            ContextParameters.require(
                url.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[^\\s?#]*)?"),
                "externalUrl",
                url,
                "an address such as https://metrics.example.org"));
  }

  static UrlAccess of(ContextParameters parameters) {
    String auth = parameters.text("auth").orElse("iam");
    return new UrlAccess(
        switch (auth) {
          case "iam" -> Auth.IAM;
          case "token" -> Auth.TOKEN;
          case "off" -> Auth.OFF;
          default -> {
            ContextParameters.require(false, "auth", auth, "iam, token or off");
            throw new AssertionError(auth);
          }
        },
        Secrets.of(parameters),
        parameters.text("corsOrigin"),
        parameters.text("externalUrl"));
  }

  /// The settings of a function behind a URL.
  ///
  /// @param secret of that URL
  Map<String, String> environment(Optional<String> secret) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("FIREBUCKET_AUTH", auth == Auth.TOKEN ? "token" : "none");
    secret.ifPresent(text -> variables.put("FIREBUCKET_AUTH_SECRET", text));
    corsOrigin.ifPresent(origin -> variables.put("FIREBUCKET_CORS_ORIGIN", origin));
    return variables;
  }
}
