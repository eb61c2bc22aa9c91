package dev.firebucket.config.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a client speaks to its servers.
///
/// @param basicAuth user and password, or null
/// @param authorization Authorization header, or null; never together with basicAuth
/// @param tlsConfig certificates and checks
/// @param followRedirects whether to follow 3xx answers
/// @param enableHttp2 whether to offer HTTP/2
/// @param proxy which proxy to use
/// @param httpHeaders headers to add, by name
public record HttpClientConfig(
    @Nullable BasicAuth basicAuth,
    @Nullable Authorization authorization,
    TlsConfig tlsConfig,
    boolean followRedirects,
    boolean enableHttp2,
    ProxyConfig proxy,
    Map<String, HttpHeader> httpHeaders) {
  /// What counts when nothing is written.
  public static final HttpClientConfig DEFAULT =
      new HttpClientConfig(null, null, TlsConfig.DEFAULT, true, true, ProxyConfig.NONE, Map.of());

  public HttpClientConfig {
    httpHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(httpHeaders));
  }
}
