package dev.firebucket.ingest.status;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/// The URL of a target as others may reach it (`globalUrl` of `/api/v1/targets`): a local address
/// is replaced by the name of this host.
public final class GlobalUrl {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private GlobalUrl() {}

  /// @param url of a target
  /// @param external how this server is reached from elsewhere: `http://host:port`
  /// @param listenPort where this server listens; a target at this port is this server
  public static String of(String url, URI external, int listenPort) {
    try {
      URI target = new URI(url);
      if (target.getHost() == null || !LOCAL.contains(target.getHost())) {
        return url;
      }
      String host = external.getHost() == null ? target.getHost() : external.getHost();
      boolean self = target.getPort() == listenPort;
      String scheme = self ? external.getScheme() : target.getScheme();
      int port = self ? external.getPort() : target.getPort();
      String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      return scheme + "://" + host + (port < 0 ? "" : ":" + port) + target.getRawPath() + query;
    } catch (URISyntaxException e) {
      return url;
    }
  }
}
