package dev.firebucket.config.http;

import java.util.List;
import javax.net.ssl.SSLParameters;

/// `min_version` and `max_version` as the JDK names versions.
final class TlsProtocols {
  private static final List<String> YAML = List.of("TLS10", "TLS11", "TLS12", "TLS13");
  private static final List<String> JDK = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
  private static final String DEFAULT_MIN = "TLS12";

  private TlsProtocols() {}

  static void restrict(SSLParameters parameters, TlsConfig tls) {
    int from = YAML.indexOf(tls.minVersion().isEmpty() ? DEFAULT_MIN : tls.minVersion());
    int to = tls.maxVersion().isEmpty() ? YAML.size() - 1 : YAML.indexOf(tls.maxVersion());
    parameters.setProtocols(JDK.subList(Math.min(from, to), to + 1).toArray(String[]::new));
  }
}
