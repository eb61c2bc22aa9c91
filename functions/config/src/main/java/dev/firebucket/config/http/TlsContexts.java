package dev.firebucket.config.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Builds the TLS context of a configuration.
final class TlsContexts {
  private static final char[] NO_PASSWORD = new char[0];

  private TlsContexts() {}

  static SSLContext of(TlsConfig tls) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(tls), new TrustManager[] {trustManager(tls)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("unable to use the TLS settings: " + e.getMessage(), e);
    }
  }

  private static X509ExtendedTrustManager trustManager(TlsConfig tls)
      throws IOException, GeneralSecurityException {
    if (tls.insecureSkipVerify()) {
      return new TrustAnyCertificate();
    }
    X509ExtendedTrustManager chains = chainVerifier(tls);
    return tls.serverName().isEmpty() ? chains : new TrustServerName(tls.serverName(), chains);
  }

  private static X509ExtendedTrustManager chainVerifier(TlsConfig tls)
      throws IOException, GeneralSecurityException {
    String ca = text(tls.ca(), tls.caFile(), "CA");
    KeyStore trusted = null;
    if (ca != null) {
      trusted = emptyKeyStore();
      int number = 0;
      for (X509Certificate certificate : PemFiles.certificates(ca, named(tls.caFile(), "ca"))) {
        trusted.setCertificateEntry("ca-" + number++, certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("this Java platform verifies no X.509 certificates");
  }

  private static KeyManager @Nullable [] keyManagers(TlsConfig tls)
      throws IOException, GeneralSecurityException {
    String certificate = text(tls.cert(), tls.certFile(), "client certificate");
    String key = text(tls.key().value(), tls.keyFile(), "client key");
    if (certificate == null || key == null) {
      return null;
    }
    List<X509Certificate> chain = PemFiles.certificates(certificate, named(tls.certFile(), "cert"));
    PrivateKey privateKey = PemFiles.privateKey(key, named(tls.keyFile(), "key"));
    KeyStore own = emptyKeyStore();
    own.setKeyEntry("client", privateKey, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyKeyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String named(String file, String field) {
    return file.isEmpty() ? field + " of tls_config" : file;
  }

  private static @Nullable String text(String inline, String file, String what) throws IOException {
    if (file.isEmpty()) {
      return inline.isEmpty() ? null : inline;
    }
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IOException("unable to read " + what + " file " + file + ": " + e, e);
    }
  }
}
