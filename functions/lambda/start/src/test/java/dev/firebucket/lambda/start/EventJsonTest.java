package dev.firebucket.lambda.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static Object read(String text) throws IOException {
    return EventJson.read(text.getBytes(UTF_8));
  }

  @Test
  void eachKindOfValueIsReadAsItsOwn() throws IOException {
    assertThat(read("{\"a\":[1,-2.5,\"x\",true,false,{}],\"b\":99999999999999999999}"))
        .isEqualTo(
            Map.of(
                "a",
                List.of(1L, -2.5, "x", true, false, Map.of()),
                "b",
                new BigInteger("99999999999999999999")));
    assertThat(read("[null]")).isEqualTo(Arrays.asList((Object) null));
    assertThat(read("\"ä\\u0000\\ud83d\\ude00\"")).isEqualTo("ä\0😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1", "{\"a\"}", "{} {}", "nul", "{'a':1}", "[1,]"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    byte[] written =
        EventJson.write(
            json -> {
              json.writeNumberField("n", 7);
              EventJson.texts(json, "texts", List.of("a\"b", "\n"));
            });

    assertThat(EventJson.read(written)).isEqualTo(Map.of("n", 7L, "texts", List.of("a\"b", "\n")));
  }
}
