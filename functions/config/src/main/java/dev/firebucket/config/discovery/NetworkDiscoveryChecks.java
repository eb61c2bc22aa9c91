package dev.firebucket.config.discovery;

import static dev.firebucket.config.discovery.ForeignDiscoveries.require;

import dev.firebucket.config.http.HttpClientConfigReader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import java.net.URI;
import java.util.List;

/// Prometheus' checks of the discoveries that ask one of the user's own services.
final class NetworkDiscoveryChecks {
  private NetworkDiscoveryChecks() {}

  static void dns(YamlFields section) throws ConfigException {
    if (section.texts("names").isEmpty()) {
      throw section.error("DNS-SD config must contain at least one SRV record name");
    }
    String type = section.text("type", "SRV");
    switch (type) {
      case "SRV", "srv" -> {}
      case "A", "AAAA", "MX", "NS" -> {
        if (section.integer("port", 0) == 0) {
          throw section.error(
              "a port is required in DNS-SD configs for all record types except SRV");
        }
      }
      default -> throw section.error("type", "invalid DNS-SD records type " + type);
    }
  }

  static void dockerSwarm(YamlFields section) throws ConfigException {
    require(section, "host", "host missing");
    require(section, "role", "role missing (one of: tasks, services, nodes)");
    String role = section.text("role", "");
    if (!List.of("tasks", "services", "nodes").contains(role)) {
      throw section.error("role", "invalid role " + role + ", expected tasks, services, or nodes");
    }
  }

  static void eureka(YamlFields section) throws ConfigException {
    require(section, "server", "eureka_sd: empty or null eureka server");
    URI server = url(section, "server", "eureka_sd: invalid eureka server URL");
    if (server.getScheme() == null || server.getHost() == null) {
      throw section.error("server", "eureka_sd: invalid eureka server URL");
    }
  }

  static void http(YamlFields section) throws ConfigException {
    requireHttpUrl(section);
  }

  static void puppetDb(YamlFields section) throws ConfigException {
    requireHttpUrl(section);
    require(section, "query", "query missing");
  }

  private static void requireHttpUrl(YamlFields section) throws ConfigException {
    require(section, "url", "URL is missing");
    URI url = url(section, "url", "invalid URL");
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw section.error("url", "URL scheme must be 'http' or 'https'");
    }
    if (url.getAuthority() == null) {
      throw section.error("url", "host is missing in URL");
    }
  }

  private static URI url(YamlFields section, String field, String problem) throws ConfigException {
    String text = section.text(field, "");
    // Java knows no URL without an authority that begins like one.
    String readable = text.replaceFirst("^(https?:)//($|[/?#])", "$1$2");
    try {
      return URI.create(readable.endsWith(":") ? readable + "/" : readable);
    } catch (IllegalArgumentException e) {
      throw section.error(field, problem);
    }
  }

  static void marathon(YamlFields section) throws ConfigException {
    if (section.texts("servers").isEmpty()) {
      throw section.error("marathon_sd: must contain at least one Marathon server");
    }
    boolean token = !section.text("auth_token", "").isEmpty();
    boolean file = !section.text("auth_token_file", "").isEmpty();
    if (token && file) {
      throw section.error(
          "auth_token",
          "marathon_sd: at most one of auth_token & auth_token_file must be configured");
    }
    if (!token && !file) {
      return;
    }
    if (section.isSet("basic_auth")) {
      throw section.error(
          "marathon_sd: at most one of basic_auth, auth_token & auth_token_file must be configured");
    }
    if (section.isSet("bearer_token") || section.isSet("bearer_token_file")) {
      throw section.error(
          "marathon_sd: at most one of bearer_token, bearer_token_file, auth_token &"
              + " auth_token_file must be configured");
    }
    if (section.isSet("authorization")) {
      throw section.error(
          "marathon_sd: at most one of auth_token, auth_token_file & authorization must be"
              + " configured");
    }
  }

  static void zookeeper(YamlFields section, String kind) throws ConfigException {
    if (section.texts("servers").isEmpty()) {
      throw section.error(kind + " SD config must contain at least one Zookeeper server");
    }
    if (section.texts("paths").isEmpty()) {
      throw section.error(kind + " SD config must contain at least one path");
    }
    for (String path : section.texts("paths")) {
      if (!path.startsWith("/")) {
        throw section.error("paths", kind + " SD config paths must begin with '/': " + path);
      }
    }
  }

  static void uyuni(YamlFields section) throws ConfigException {
    require(section, "server", "Uyuni SD configuration requires server host");
    HttpClientConfigReader.url(section, "server");
    require(section, "username", "Uyuni SD configuration requires a username");
    require(section, "password", "Uyuni SD configuration requires a password");
  }
}
