package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonSealTest {
  private static final String JSON = "{\"version\":1,\"names\":[\"a\"]}";
  private static final byte[] SEALED = JsonSeal.sealed(JSON.getBytes(StandardCharsets.UTF_8));

  @Test
  void aSealIsTheLastFieldOfAnObject() {
    assertThat(new String(SEALED, StandardCharsets.UTF_8))
        .matches("\\{\"version\":1,\"names\":\\[\"a\"],\"crc32c\":\"[0-9a-f]{8}\"}");
    assertThatCode(() -> JsonSeal.require(SEALED)).doesNotThrowAnyException();
  }

  @Test
  void objectsOfOlderVersionsHaveNone() {
    assertThatCode(() -> JsonSeal.require(JSON.getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
    assertThatCode(() -> JsonSeal.require(new byte[0])).doesNotThrowAnyException();
  }

  @Test
  void everyFlippedBitBeforeTheSealIsSeen() {
    for (int bit = 0; bit < (JSON.length() - 1) * 8; bit++) {
      byte[] flipped = SEALED.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> JsonSeal.require(flipped))
          .as("bit " + bit)
          .isInstanceOf(BadBytesException.class);
    }
  }
}
