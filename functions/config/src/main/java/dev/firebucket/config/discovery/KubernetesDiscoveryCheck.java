package dev.firebucket.config.discovery;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Prometheus' checks of `kubernetes_sd_configs`.
final class KubernetesDiscoveryCheck {
  private static final Map<String, List<String>> SELECTORS =
      Map.of(
          "pod", List.of("pod", "node"),
          "service", List.of("service"),
          "endpointslice", List.of("pod", "service", "endpointslice"),
          "endpoints", List.of("pod", "service", "endpoints"),
          "node", List.of("node"),
          "ingress", List.of("ingress"));
  private static final List<String> CLIENT_FIELDS =
      List.of(
          "basic_auth",
          "authorization",
          "oauth2",
          "bearer_token",
          "bearer_token_file",
          "tls_config",
          "proxy_url");

  private KubernetesDiscoveryCheck() {}

  static void check(YamlFields section) throws ConfigException {
    String role = section.text("role", "");
    if (!role.isEmpty() && !SELECTORS.containsKey(role)) {
      throw section.error("role", "unknown Kubernetes SD role \"" + role + "\"");
    }
    boolean ownNamespace = namespaces(section);
    if (role.isEmpty()) {
      throw section.error(
          "role missing (one of: pod, service, endpoints, endpointslice, node, ingress)");
    }
    boolean apiServer = !section.text("api_server", "").isEmpty();
    boolean kubeconfig = !section.text("kubeconfig_file", "").isEmpty();
    boolean client = CLIENT_FIELDS.stream().anyMatch(section::isSet);
    if (apiServer && kubeconfig) {
      throw section.error("cannot use 'kubeconfig_file' and 'api_server' simultaneously");
    }
    if (kubeconfig && client) {
      throw section.error(
          "cannot use a custom HTTP client configuration together with 'kubeconfig_file'");
    }
    if (!apiServer && client && !hasTwoTokens(section)) {
      throw section.error(
          "to use custom HTTP client configuration please provide the 'api_server' URL explicitly");
    }
    if (apiServer && ownNamespace) {
      throw section.error("cannot use 'api_server' and 'namespaces.own_namespace' simultaneously");
    }
    if (kubeconfig && ownNamespace) {
      throw section.error(
          "cannot use 'kubeconfig_file' and 'namespaces.own_namespace' simultaneously");
    }
    selectors(section, role);
  }

  /// Two tokens at once are refused by the check of the client settings, in its own words.
  private static boolean hasTwoTokens(YamlFields section) {
    return section.isSet("bearer_token") && section.isSet("bearer_token_file");
  }

  private static boolean namespaces(YamlFields section) throws ConfigException {
    Optional<YamlNode> node = section.node("namespaces");
    if (node.isEmpty()) {
      return false;
    }
    YamlFields fields = YamlFields.of(node.get(), "kubernetes.plain");
    boolean own = fields.flag("own_namespace", false);
    fields.texts("names");
    fields.finish();
    return own;
  }

  private static void selectors(YamlFields section, String role) throws ConfigException {
    List<String> allowed = SELECTORS.getOrDefault(role, List.of());
    Set<String> seen = new HashSet<>();
    for (YamlNode item : section.nodes("selectors")) {
      YamlFields selector = YamlFields.of(item, "kubernetes.SelectorConfig");
      String selected = selector.text("role", "");
      if (!seen.add(selected)) {
        throw selector.error("role", "duplicated selector role: " + selected);
      }
      if (!allowed.contains(selected)) {
        throw selector.error(
            "role", role + " role supports only " + String.join(", ", allowed) + " selectors");
      }
      requireFieldSelector(selector);
    }
  }

  private static void requireFieldSelector(YamlFields selector) throws ConfigException {
    String text = selector.text("field", "");
    for (String term : text.split(",", -1)) {
      if (!text.isEmpty() && !term.contains("=")) {
        throw selector.error(
            "field", "invalid selector: '" + text + "'; can't understand '" + term + "'");
      }
    }
  }
}
