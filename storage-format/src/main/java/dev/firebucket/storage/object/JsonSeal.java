package dev.firebucket.storage.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// The last field of an object of JSON: `,"crc32c":"0a1b2c3d"}`, the CRC-32C of all bytes before
/// it. Readers that do not know it pass over a field; objects of older versions have none.
public final class JsonSeal {
  private static final byte[] NAME = ",\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 8;
  private static final int LENGTH = NAME.length + DIGITS + END.length;

  private JsonSeal() {}

  /// The same with a seal.
  ///
  /// @param json an object with a field at least, without blanks at its end
  public static byte[] sealed(byte[] json) {
    int length = json.length - 1;
    if (length < 1 || json[length] != '}') {
      throw new IllegalArgumentException("not an object of JSON");
    }
    byte[] sealed = Arrays.copyOf(json, length + LENGTH);
    System.arraycopy(NAME, 0, sealed, length, NAME.length);
    byte[] digits =
        HexFormat.of().toHexDigits(checksum(json, length)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, sealed, length + NAME.length, DIGITS);
    System.arraycopy(END, 0, sealed, length + NAME.length + DIGITS, END.length);
    return sealed;
  }

  /// Compares an object with its seal, if it has one.
  ///
  /// @throws BadBytesException when it is another one than was sealed
  public static void require(byte[] bytes) throws BadBytesException {
    int length = bytes.length - LENGTH;
    if (length < 0 || !Arrays.equals(bytes, length, length + NAME.length, NAME, 0, NAME.length)) {
      return;
    }
    String expected = HexFormat.of().toHexDigits(checksum(bytes, length));
    int digits = length + NAME.length;
    if (!expected.equals(new String(bytes, digits, DIGITS, StandardCharsets.US_ASCII))) {
      throw new BadBytesException("it has another checksum than was written");
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
