package dev.firebucket.config.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// `server_name`: the chain is checked as usual, the name in the certificate against this name
/// instead of the host. As in Go only alternative names count, not the subject's common name. (The
/// name that the JDK's client sends at the handshake stays the host's.)
final class TrustServerName extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final String serverName;
  private final X509ExtendedTrustManager chains;

  TrustServerName(String serverName, X509ExtendedTrustManager chains) {
    this.serverName = serverName.toLowerCase(Locale.ROOT);
    this.chains = chains;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    chains.checkServerTrusted(chain, authType);
    Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
    if (names != null) {
      for (List<?> name : names) {
        if (matches(name)) {
          return;
        }
      }
    }
    throw new CertificateException("certificate is not valid for server_name " + serverName);
  }

  private boolean matches(List<?> name) {
    Object kind = name.get(0);
    String value = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
    if (kind.equals(DNS_NAME)) {
      int dot = serverName.indexOf('.');
      return value.equals(serverName)
          || (dot > 0
              && value.startsWith("*.")
              && value.substring(1).equals(serverName.substring(dot)));
    }
    return kind.equals(IP_ADDRESS) && value.equals(serverName);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    chains.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    chains.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    chains.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chains.getAcceptedIssuers();
  }
}
