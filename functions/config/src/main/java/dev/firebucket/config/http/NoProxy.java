package dev.firebucket.config.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Hosts that are reached without the proxy, as Go's `httpproxy` reads `NO_PROXY`: names with their
/// subdomains, `.domain` for subdomains only, addresses, networks (`10.0.0.0/8`), each with or
/// without a port, `*` for all. The local host never goes through a proxy.
final class NoProxy {
  private final List<String> entries = new ArrayList<>();

  NoProxy(String commaSeparated) {
    for (String entry : commaSeparated.split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip().toLowerCase(Locale.ROOT));
      }
    }
  }

  boolean covers(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (bare.equals("localhost") || bare.startsWith("127.") || bare.equals("::1")) {
      return true;
    }
    String port = ":" + (uri.getPort() >= 0 ? uri.getPort() : isTls(uri) ? 443 : 80);
    for (String entry : entries) {
      String name =
          entry.endsWith(port) ? entry.substring(0, entry.length() - port.length()) : entry;
      if (name.equals("*") || coversName(name, bare) || coversAddress(name, bare)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTls(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean coversName(String entry, String host) {
    if (entry.startsWith(".") || entry.startsWith("*.")) {
      return host.endsWith(entry.substring(entry.indexOf('.')));
    }
    return host.equals(entry) || host.endsWith("." + entry);
  }

  private static boolean coversAddress(String entry, String host) {
    int slash = entry.indexOf('/');
    if (slash < 0 || !host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
      return false;
    }
    try {
      byte[] network = InetAddress.ofLiteral(entry.substring(0, slash)).getAddress();
      byte[] address = InetAddress.ofLiteral(host).getAddress();
      int bits = Integer.parseInt(entry.substring(slash + 1));
      return network.length == address.length && samePrefix(network, address, bits);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean samePrefix(byte[] a, byte[] b, int bits) {
    for (int bit = 0; bit < Math.min(bits, a.length * 8); bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((a[bit / 8] ^ b[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
