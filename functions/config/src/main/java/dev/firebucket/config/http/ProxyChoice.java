package dev.firebucket.config.http;

import dev.firebucket.config.secret.UrlPasswords;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Chooses the proxy of a request: `proxy_url` with `no_proxy`, or the environment's variables.
final class ProxyChoice extends ProxySelector {
  private final @Nullable Proxy forHttp;
  private final @Nullable Proxy forHttps;
  private final @Nullable NoProxy exceptions;

  private ProxyChoice(
      @Nullable Proxy forHttp, @Nullable Proxy forHttps, @Nullable NoProxy exceptions) {
    this.forHttp = forHttp;
    this.forHttps = forHttps;
    this.exceptions = exceptions;
  }

  /// The selector of a configuration, empty when every request goes directly.
  ///
  /// @throws IOException for a proxy that the JDK's client cannot use
  static Optional<ProxySelector> of(
      ProxyConfig config, Function<String, Optional<String>> environment) throws IOException {
    if (!config.proxyConnectHeader().isEmpty()) {
      throw new IOException("proxy_connect_header is not supported yet; remove it");
    }
    if (config.proxyFromEnvironment()) {
      return Optional.of(
          new ProxyChoice(
              proxy(variable(environment, "HTTP_PROXY")),
              proxy(variable(environment, "HTTPS_PROXY")),
              new NoProxy(variable(environment, "NO_PROXY"))));
    }
    if (config.proxyUrl().isEmpty()) {
      return Optional.empty();
    }
    Proxy proxy = proxy(config.proxyUrl());
    NoProxy exceptions = config.noProxy().isEmpty() ? null : new NoProxy(config.noProxy());
    return Optional.of(new ProxyChoice(proxy, proxy, exceptions));
  }

  private static String variable(Function<String, Optional<String>> environment, String name) {
    return environment
        .apply(name)
        .or(() -> environment.apply(name.toLowerCase(java.util.Locale.ROOT)))
        .orElse("");
  }

  private static @Nullable Proxy proxy(String url) throws IOException {
    if (url.isEmpty()) {
      return null;
    }
    try {
      URI uri = URI.create(url.contains("://") ? url : "http://" + url);
      if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
        throw unusable(url);
      }
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), port));
    } catch (IllegalArgumentException e) {
      throw unusable(url);
    }
  }

  private static IOException unusable(String url) {
    return new IOException(
        "proxy_url must be http://host:port, not " + UrlPasswords.hiddenInAddress(url));
  }

  @Override
  public List<Proxy> select(URI uri) {
    Proxy proxy = "https".equalsIgnoreCase(uri.getScheme()) ? forHttps : forHttp;
    boolean direct = proxy == null || (exceptions != null && exceptions.covers(uri));
    return List.of(direct || proxy == null ? Proxy.NO_PROXY : proxy);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException problem) {}
}
