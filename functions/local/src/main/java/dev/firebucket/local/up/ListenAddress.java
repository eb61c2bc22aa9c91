package dev.firebucket.local.up;

/// Where the server listens: `127.0.0.1:9090`, `:9090` (every interface), `[::1]:9090`.
///
/// @param host an address or a name; `0.0.0.0` for every interface
/// @param port 0 to 65535, 0 takes any free one
public record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  public ListenAddress {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("invalid port " + port + "; it is from 0 to " + MAX_PORT);
    }
  }

  /// @throws IllegalArgumentException when it is not `host:port`
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not of the form host:port, such as 127.0.0.1:9090");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new ListenAddress(
          host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text.substring(colon + 1) + "\" is not a port number", e);
    }
  }

  /// The address as a browser on this machine reaches it.
  public String url() {
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
