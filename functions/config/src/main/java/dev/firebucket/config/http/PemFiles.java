package dev.firebucket.config.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys in PEM: PKCS#8, and the older forms of RSA and EC keys that
/// OpenSSL writes.
final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (PRIVATE KEY|RSA PRIVATE KEY|EC PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private PemFiles() {}

  /// @param name of the file or field, for errors
  static List<X509Certificate> certificates(String pem, String name) throws IOException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> certificates =
          factory
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IOException(name + " holds no PEM certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(name + " holds no valid PEM certificate: " + e.getMessage(), e);
    }
  }

  /// @param name of the file or field, for errors
  static PrivateKey privateKey(String pem, String name) throws IOException {
    Matcher key = KEY.matcher(pem);
    if (!key.find()) {
      throw new IOException(name + " holds no PEM private key without a password");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(key.group(2));
      byte[] pkcs8 =
          switch (key.group(1)) {
            case "RSA PRIVATE KEY" -> Pkcs8.ofRsa(der);
            case "EC PRIVATE KEY" -> Pkcs8.ofElliptic(der);
            default -> der;
          };
      return decode(pkcs8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(name + " holds no usable private key: " + e.getMessage(), e);
    }
  }

  private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
    GeneralSecurityException problem = new InvalidKeySpecException("unknown algorithm");
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        problem = e;
      }
    }
    throw problem;
  }
}
