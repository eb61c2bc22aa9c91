package dev.firebucket.config.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Wraps the older key forms (PKCS#1 for RSA, SEC 1 for EC) into PKCS#8, the only one that the JDK
/// reads.
final class Pkcs8 {
  private static final byte SEQUENCE = 0x30;
  private static final byte OCTET_STRING = 0x04;
  private static final byte CURVE_PARAMETERS = (byte) 0xa0;
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Pkcs8() {}

  static byte[] ofRsa(byte[] pkcs1) {
    return wrap(RSA_ALGORITHM, pkcs1);
  }

  /// The curve stands inside the key as `[0] OBJECT IDENTIFIER`, after version and number.
  ///
  /// @throws IllegalArgumentException when it does not
  static byte[] ofElliptic(byte[] sec1) {
    int at = contentOf(sec1, 0);
    at = endOf(sec1, at);
    at = endOf(sec1, at);
    if (at >= sec1.length || sec1[at] != CURVE_PARAMETERS) {
      throw new IllegalArgumentException("the EC key does not name its curve");
    }
    byte[] curve = Arrays.copyOfRange(sec1, contentOf(sec1, at), endOf(sec1, at));
    return wrap(tagged(SEQUENCE, EC_PUBLIC_KEY, curve), sec1);
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTET_STRING, key));
  }

  private static byte[] tagged(byte tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    int length = content.size();
    if (length < 0x80) {
      whole.write(length);
    } else {
      whole.write(0x82);
      whole.write(length >> 8);
      whole.write(length);
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static int contentOf(byte[] der, int at) {
    require(der, at + 1);
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  private static int endOf(byte[] der, int at) {
    int content = contentOf(der, at);
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int i = at + 2; i < content; i++) {
        require(der, i);
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    require(der, content + length - 1);
    return content + length;
  }

  private static void require(byte[] der, int at) {
    if (at < 0 || at >= der.length) {
      throw new IllegalArgumentException("the key breaks off");
    }
  }
}
