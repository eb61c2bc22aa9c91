package dev.firebucket.storage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xxh64Test {
  /// From the tests of `github.com/cespare/xxhash`.
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "as, 1c330fb2d66be179",
    "asd, 631c37ce72a97393",
    "asdf, 415872f599cea71e",
    "Call me Ishmael. Some years ago--never mind how long precisely-, 02a2e85470d6fd96",
  })
  void itGivesThePublishedValues(String text, String hash) {
    assertThat(hex(Xxh64.hash(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(hash);
  }

  /// Each way through a stripe, eight bytes, four and single ones, with bytes above 127 too. The
  /// value was computed by the reference implementation: the `xxhash` of Python, over the hashes of
  /// the first 0 to 199 of these bytes, each as eight bytes, the highest first.
  @Test
  void everyLengthIsRight() {
    byte[] bytes = new byte[200];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37 + 11);
    }
    ByteBuffer hashes = ByteBuffer.allocate(bytes.length * Long.BYTES);
    for (int length = 0; length < bytes.length; length++) {
      hashes.putLong(Xxh64.hash(Arrays.copyOf(bytes, length)));
    }

    assertThat(hex(Xxh64.hash(hashes.array()))).isEqualTo("532278702398410f");
  }

  private static String hex(long hash) {
    return String.format("%016x", hash);
  }
}
