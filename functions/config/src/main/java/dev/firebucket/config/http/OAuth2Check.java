package dev.firebucket.config.http;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;

/// Prometheus' checks of `oauth2`, which is then refused as not supported.
final class OAuth2Check {
  private OAuth2Check() {}

  static void check(YamlNode node, HttpClientConfig beside, Path directory) throws ConfigException {
    YamlFields fields = YamlFields.of(node, "config.plain");
    String clientId = fields.text("client_id", "");
    String tokenUrl = HttpClientConfigReader.url(fields, "token_url");
    int secrets = 0;
    for (String secret :
        new String[] {"client_secret", "client_secret_file", "client_secret_ref"}) {
      secrets += fields.text(secret, "").isEmpty() ? 0 : 1;
    }
    takeOthers(fields, directory);
    fields.finish();
    if (beside.basicAuth() != null) {
      throw fields.error("at most one of basic_auth, oauth2 & authorization must be configured");
    }
    if (clientId.isEmpty()) {
      throw fields.error("oauth2 client_id must be configured");
    }
    if (tokenUrl.isEmpty()) {
      throw fields.error("oauth2 token_url must be configured");
    }
    if (secrets > 1) {
      throw fields.error(
          "at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be"
              + " configured");
    }
  }

  private static void takeOthers(YamlFields fields, Path directory) throws ConfigException {
    TlsConfigReader.read(fields, directory);
    fields.texts("scopes");
    fields.textMap("endpoint_params");
    for (String text :
        new String[] {
          "client_certificate_key",
          "client_certificate_key_file",
          "client_certificate_key_ref",
          "client_certificate_key_id",
          "signature_algorithm",
          "iss",
          "audience",
          "grant_type",
          "proxy_url",
          "no_proxy"
        }) {
      fields.text(text, "");
    }
    fields.entries("claims");
    fields.flag("proxy_from_environment", false);
    fields.textsMap("proxy_connect_header");
  }
}
