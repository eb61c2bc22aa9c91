package dev.firebucket.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretHashTest {
  /// Texts whose hashes are the same in Java, whatever odd factor takes the place of 31.
  private static List<String> colliding() {
    StringBuilder even = new StringBuilder("a");
    StringBuilder odd = new StringBuilder("b");
    for (int i = 0; i < 8; i++) {
      String before = even.toString();
      even.append(odd);
      odd.append(before);
    }
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; i < 10; i++) {
      List<String> longer = new ArrayList<>();
      texts.forEach(text -> longer.add(text + even));
      texts.forEach(text -> longer.add(text + odd));
      texts = longer;
    }
    return texts;
  }

  @Test
  void textsThatWereMadeToCollideDoNot() {
    Set<Integer> javas = new HashSet<>();
    Set<Integer> ours = new HashSet<>();
    for (String text : colliding()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      javas.add(text.hashCode());
      ours.add(SecretHash.of(bytes, 0, bytes.length));
    }
    assertThat(javas).as("the texts are what they should be").hasSize(1);
    assertThat(ours).hasSizeGreaterThan(1020);
  }

  @Test
  void lowerAndUpperBitsAreSpread() {
    int[] low = new int[256];
    int[] high = new int[256];
    for (int i = 0; i < 256 * 64; i++) {
      byte[] bytes = ("series{n=\"" + i + "\"}").getBytes(StandardCharsets.UTF_8);
      int hash = SecretHash.of(bytes, 0, bytes.length);
      low[hash & 255]++;
      high[hash >>> 24]++;
    }
    assertThat(Arrays.stream(low).boxed()).allMatch(count -> count > 10 && count < 200);
    assertThat(Arrays.stream(high).boxed()).allMatch(count -> count > 10 && count < 200);
  }

  @Test
  void onlyTheBytesOfTheRangeCount() {
    byte[] bytes = "abcdefghijklmnop".getBytes(StandardCharsets.UTF_8);
    byte[] moved = "__abcdefghijklmnop__".getBytes(StandardCharsets.UTF_8);
    assertThat(SecretHash.of(moved, 2, 18)).isEqualTo(SecretHash.of(bytes, 0, 16));
    assertThat(SecretHash.of(bytes, 0, 15)).isNotEqualTo(SecretHash.of(bytes, 0, 16));
  }
}
