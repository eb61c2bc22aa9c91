package dev.firebucket.config.http;

import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.secret.Secret;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.UnsupportedSectionException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the client settings that stand inline among the fields of a scrape job, an Alertmanager or
/// a remote, with Prometheus' checks.
public final class HttpClientConfigReader {
  private HttpClientConfigReader() {}

  /// Reads the client settings among the fields of an owner.
  ///
  /// @param directory that relative paths begin at
  public static HttpClientConfig read(YamlFields owner, Path directory) throws ConfigException {
    Optional<YamlNode> oauth2 = owner.node("oauth2");
    BasicAuth basicAuth = basicAuth(owner, directory);
    HttpClientConfig config =
        new HttpClientConfig(
            basicAuth,
            authorization(owner, directory, basicAuth != null || oauth2.isPresent()),
            TlsConfigReader.read(owner, directory),
            owner.flag("follow_redirects", true),
            owner.flag("enable_http2", true),
            proxy(owner),
            HttpHeaders.read(owner, directory));
    if (oauth2.isPresent()) {
      OAuth2Check.check(oauth2.get(), config, directory);
    }
    return config;
  }

  /// Refuses `oauth2`; to be called when all else of the owner has been found good.
  ///
  /// @throws UnsupportedSectionException when it is there
  public static void refuseForeign(YamlFields owner) throws ConfigException {
    if (owner.isSet("oauth2")) {
      throw new UnsupportedSectionException(
          owner.position("oauth2"), "oauth2", "use authorization with credentials_file");
    }
  }

  private static @Nullable BasicAuth basicAuth(YamlFields owner, Path directory)
      throws ConfigException {
    Optional<YamlNode> node = owner.node("basic_auth");
    if (node.isEmpty()) {
      return null;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.plain");
    BasicAuth auth =
        new BasicAuth(
            fields.text("username", ""),
            FilePattern.resolve(directory, fields.text("username_file", "")),
            fields.secret("password"),
            FilePattern.resolve(directory, fields.text("password_file", "")));
    TlsConfigReader.refuseReference(fields, "username_ref");
    TlsConfigReader.refuseReference(fields, "password_ref");
    fields.finish();
    if (!auth.username().isEmpty() && !auth.usernameFile().isEmpty()) {
      throw fields.error(
          "at most one of basic_auth username, username_file & username_ref must be configured");
    }
    if (!auth.password().isEmpty() && !auth.passwordFile().isEmpty()) {
      throw fields.error(
          "at most one of basic_auth password, password_file & password_ref must be configured");
    }
    return auth;
  }

  private static @Nullable Authorization authorization(
      YamlFields owner, Path directory, boolean otherAuth) throws ConfigException {
    Secret token = owner.secret("bearer_token");
    String tokenFile = FilePattern.resolve(directory, owner.text("bearer_token_file", ""));
    boolean bearer = !token.isEmpty() || !tokenFile.isEmpty();
    Optional<YamlNode> node = owner.node("authorization");
    if (!token.isEmpty() && !tokenFile.isEmpty()) {
      throw owner.error(
          "bearer_token", "at most one of bearer_token & bearer_token_file must be configured");
    }
    if (bearer && otherAuth) {
      throw owner.error(
          "at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured");
    }
    if (bearer && node.isPresent()) {
      throw owner.error(
          "authorization", "authorization is not compatible with bearer_token & bearer_token_file");
    }
    if (node.isEmpty()) {
      return bearer ? new Authorization("Bearer", token, tokenFile) : null;
    }
    Authorization authorization = authorization(node.get(), directory);
    if (otherAuth) {
      throw owner.error("at most one of basic_auth, oauth2 & authorization must be configured");
    }
    return authorization;
  }

  private static Authorization authorization(YamlNode node, Path directory) throws ConfigException {
    YamlFields fields = YamlFields.of(node, "config.Authorization");
    String type = fields.text("type", "").strip();
    Secret credentials = fields.secret("credentials");
    String file = FilePattern.resolve(directory, fields.text("credentials_file", ""));
    TlsConfigReader.refuseReference(fields, "credentials_ref");
    fields.finish();
    if (!credentials.isEmpty() && !file.isEmpty()) {
      throw fields.error(
          "at most one of authorization credentials & credentials_file must be configured");
    }
    if (type.toLowerCase(Locale.ROOT).equals("basic")) {
      throw fields.error(
          "type", "authorization type cannot be set to \"basic\", use \"basic_auth\" instead");
    }
    return new Authorization(type.isEmpty() ? "Bearer" : type, credentials, file);
  }

  private static ProxyConfig proxy(YamlFields owner) throws ConfigException {
    Map<String, List<Secret>> connectHeader = owner.secretsMap("proxy_connect_header");
    ProxyConfig proxy =
        new ProxyConfig(
            url(owner, "proxy_url"),
            owner.text("no_proxy", ""),
            owner.flag("proxy_from_environment", false),
            connectHeader);
    boolean url = !proxy.proxyUrl().isEmpty();
    if (!connectHeader.isEmpty() && !proxy.proxyFromEnvironment() && !url) {
      throw owner.error(
          "proxy_connect_header",
          "if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be"
              + " configured");
    }
    if (proxy.proxyFromEnvironment() && url) {
      throw owner.error(
          "proxy_url", "if proxy_from_environment is configured, proxy_url must not be configured");
    }
    if (proxy.proxyFromEnvironment() && !proxy.noProxy().isEmpty()) {
      throw owner.error(
          "no_proxy", "if proxy_from_environment is configured, no_proxy must not be configured");
    }
    if (!proxy.noProxy().isEmpty() && !url && !owner.has("proxy_url")) {
      throw owner.error("no_proxy", "if no_proxy is configured, proxy_url must also be configured");
    }
    return proxy;
  }

  /// A field that holds a URL, empty when it is absent.
  public static String url(YamlFields owner, String field) throws ConfigException {
    String url = owner.text(field, "");
    Optional<String> problem = GoUrl.problem(url);
    if (problem.isPresent()) {
      String shown = UrlPasswords.hiddenInAddress(url);
      // The words about a password would quote it.
      String words =
          shown.equals(url)
              ? problem.get()
              : GoUrl.problem(shown).orElse("net/url: invalid userinfo");
      throw owner.error(field, "parse \"" + shown + "\": " + words);
    }
    return url;
  }
}
