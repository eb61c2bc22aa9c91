package dev.firebucket.config.http;

import dev.firebucket.config.secret.Secret;

/// `tls_config`. A certificate is written inline or named by a file; empty means absent.
///
/// @param ca certificates to trust, PEM
/// @param caFile file of certificates to trust
/// @param cert client certificate, PEM
/// @param certFile file of the client certificate
/// @param key client key, PEM
/// @param keyFile file of the client key
/// @param serverName the name that the server's certificate must carry, empty: the host
/// @param insecureSkipVerify whether to trust any certificate
/// @param minVersion `TLS10` to `TLS13`, empty: TLS 1.2
/// @param maxVersion `TLS10` to `TLS13`, empty: the newest
public record TlsConfig(
    String ca,
    String caFile,
    String cert,
    String certFile,
    Secret key,
    String keyFile,
    String serverName,
    boolean insecureSkipVerify,
    String minVersion,
    String maxVersion) {
  /// What counts when nothing is written.
  public static final TlsConfig DEFAULT =
      new TlsConfig("", "", "", "", Secret.NONE, "", "", false, "", "");
}
