package dev.firebucket.config.http;

import dev.firebucket.config.secret.Secret;
import java.util.List;
import java.util.Map;

/// Which proxy requests go through.
///
/// @param proxyUrl `http://host:port`, empty for none
/// @param noProxy hosts that are reached directly, separated by commas
/// @param proxyFromEnvironment whether `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` decide
/// @param proxyConnectHeader headers of the CONNECT request; their values are secrets
public record ProxyConfig(
    String proxyUrl,
    String noProxy,
    boolean proxyFromEnvironment,
    Map<String, List<Secret>> proxyConnectHeader) {
  /// No proxy.
  public static final ProxyConfig NONE = new ProxyConfig("", "", false, Map.of());

  public ProxyConfig {
    proxyConnectHeader = Map.copyOf(proxyConnectHeader);
  }
}
