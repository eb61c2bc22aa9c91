package dev.firebucket.config.deployed;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Who may call a function behind a URL.
///
/// | variable | meaning | default |
/// |---|---|---|
/// | `FIREBUCKET_AUTH` | `none`: whoever reaches the URL, which IAM may guard; `token`: whoever the secret names | `none` |
/// | `FIREBUCKET_AUTH_SECRET` | ARN of a Secrets Manager secret, or `ssm:/name` of a parameter | none, must be set for `token` |
/// | `FIREBUCKET_AUTH_ENDPOINT` | an endpoint of Secrets Manager or SSM other than AWS's own | AWS |
/// | `FIREBUCKET_CORS_ORIGIN` | whose pages may read the API, as `--web.cors.origin` | `.*` |
///
/// @param secret that holds hashed tokens and users; empty where everybody may call
/// @param corsOrigin an RE2 expression
public record UrlSettings(Optional<Secret> secret, String corsOrigin) {
  private static final String PARAMETER = "ssm:";

  /// Where a secret lies.
  public sealed interface Secret {
    /// Of a service other than AWS's own.
    Optional<URI> endpoint();

    /// How logs name it.
    String name();

    /// A secret of AWS Secrets Manager.
    ///
    /// @param name its ARN, or its name
    record ManagedSecret(String name, Optional<URI> endpoint) implements Secret {}

    /// A `SecureString` parameter of AWS Systems Manager.
    ///
    /// @param parameter its name, with the slash at its start
    record StoredParameter(String parameter, Optional<URI> endpoint) implements Secret {
      @Override
      public String name() {
        return PARAMETER + parameter;
      }
    }
  }

  /// Reads an environment.
  ///
  /// @throws IllegalArgumentException when a variable is missing or wrong, with its name and remedy
  public static UrlSettings of(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    Optional<String> named = variables.text("FIREBUCKET_AUTH_SECRET");
    String auth = variables.text("FIREBUCKET_AUTH").orElse("none");
    Optional<Secret> secret =
        switch (auth) {
          case "none" -> {
            if (named.isPresent()) {
              // Somebody meant to close a URL that would be open.
              throw new IllegalArgumentException(
                  "FIREBUCKET_AUTH_SECRET is set and FIREBUCKET_AUTH is not 'token', so nobody would be asked for a token; set FIREBUCKET_AUTH=token or remove the secret");
            }
            yield Optional.empty();
          }
          case "token" ->
              Optional.of(
                  secret(
                      named.orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "FIREBUCKET_AUTH is 'token' and FIREBUCKET_AUTH_SECRET is not set; it names the secret: an ARN of Secrets Manager, or ssm:/name")),
                      variables.endpoint("FIREBUCKET_AUTH_ENDPOINT")));
          default ->
              throw EnvironmentVariables.refused("FIREBUCKET_AUTH", auth, "none or token", null);
        };
    return new UrlSettings(secret, variables.text("FIREBUCKET_CORS_ORIGIN").orElse(".*"));
  }

  private static Secret secret(String text, Optional<URI> endpoint) {
    if (!text.startsWith(PARAMETER)) {
      return new Secret.ManagedSecret(text, endpoint);
    }
    String parameter = text.substring(PARAMETER.length());
    if (!parameter.startsWith("/") || parameter.length() == 1) {
      throw EnvironmentVariables.refused(
          "FIREBUCKET_AUTH_SECRET", text, "a parameter such as ssm:/firebucket/auth", null);
    }
    return new Secret.StoredParameter(parameter, endpoint);
  }
}
