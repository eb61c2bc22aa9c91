package dev.firebucket.storage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The canonical JSON of labels, there and back.
class LabelsJsonTest {
  @Test
  void namesAreSortedAndTheMetricNameIsLeftOut() {
    LabelSet labels = LabelSet.of("job", "node", "__name__", "up", "instance", "a:9100", "B", "b");

    assertThat(LabelsJson.write(labels))
        .isEqualTo("{\"B\":\"b\",\"instance\":\"a:9100\",\"job\":\"node\"}");
    assertThat(LabelsJson.write(LabelSet.of("__name__", "up"))).isEqualTo("{}");
  }

  @Test
  void onlyWhatMustBeEscapedIsEscaped() {
    LabelSet labels = LabelSet.of("a", "\"\\/\b\f\n\r\t\u0001\u001f\u007fä🔥");

    assertThat(LabelsJson.write(labels))
        .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fä🔥\"}");
  }

  @Test
  void anyLabelSetComesBackAsItWas() {
    for (long seed = 1; seed <= 500; seed++) {
      LabelSet labels = randomLabels(new Random(seed));

      assertThat(LabelsJson.parse(labels.metricName(), LabelsJson.write(labels)))
          .as("seed %d", seed)
          .isEqualTo(labels);
    }
  }

  private static LabelSet randomLabels(Random random) {
    LabelSet.Builder labels = LabelSet.builder().set(LabelSet.NAME, text(random));
    for (int i = random.nextInt(6); i > 0; i--) {
      labels.set(text(random), text(random));
    }
    return labels.build();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/{}:, ".charAt(random.nextInt(8));
            case 2 -> 0x1f000 + random.nextInt(0x300);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  @Test
  void otherWritersOfJsonAreRead() {
    assertThat(LabelsJson.parse("m", " { \"b\" : \"\\u00e4\\/\" , \"a\":\"x\" } "))
        .isEqualTo(LabelSet.of("__name__", "m", "a", "x", "b", "ä/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"a\"}",
        "{\"a\":1}",
        "{\"a\":\"b\"",
        "{\"a\":\"b\",}",
        "{\"a\":\"b}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12",
        "{} {}"
      })
  void whatIsNoObjectOfStringsIsRefusedWithTheOffset(String json) {
    assertThatThrownBy(() -> LabelsJson.parse("m", json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at offset");
  }
}
