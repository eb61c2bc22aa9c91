package dev.firebucket.lambda.request.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSizeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up 1\n",
        "{\"metric\":{\"a\":\"\\\"x\\\\\"}}",
        "\u0000\u001f\r\t\b\f",
        "Größe 💧"
      })
  void aTextIsAsLargeAsAJsonWriterMakesIt(String text) throws JsonProcessingException {
    int written = JSON.writeValueAsBytes(text).length - "\"\"".length();

    assertThat(PayloadSize.ofText(text.getBytes(UTF_8))).isEqualTo(written);
  }

  @RepeatedTest(20)
  void bytesAreAsLargeAsBase64(RepetitionInfo repetition) {
    byte[] bytes = new byte[new Random(repetition.getCurrentRepetition()).nextInt(1_000)];

    assertThat(PayloadSize.ofBytes(bytes.length))
        .isEqualTo(Base64.getEncoder().encode(bytes).length);
  }
}
