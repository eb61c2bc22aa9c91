package dev.firebucket.lambda.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.api.answer.AskedSteps;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FittingStepTest {
  private static final long HOUR = 3_600_000;

  /// The JSON of series with a point each step over some hours.
  private static byte[] answer(int series, long stepMillis, long hours, String label) {
    StringBuilder json = new StringBuilder("{\"result\":[");
    for (int one = 0; one < series; one++) {
      json.append(one > 0 ? "," : "").append("{\"metric\":{\"l\":\"").append(label).append(one);
      json.append("\"},\"values\":[");
      for (long at = 0; at <= hours * HOUR; at += stepMillis) {
        json.append(at > 0 ? "," : "").append('[').append(1_700_000_000 + at / 1_000);
        json.append(",\"").append(one).append("\"]");
      }
      json.append("]}");
    }
    return json.append("]}").toString().getBytes(UTF_8);
  }

  private static Optional<Duration> fitting(byte[] body, long most, long stepMillis, long hours) {
    return FittingStep.of(body, body.length, most, new AskedSteps(0, hours * HOUR, stepMillis));
  }

  @Test
  void theStepThatIsNamedFitsAndIsNotMuchTooLong() {
    byte[] asked = answer(40, 15_000, 6, "instance");

    for (long most : new long[] {asked.length / 2, asked.length / 7, asked.length / 30}) {
      Duration step = fitting(asked, most, 15_000, 6).orElseThrow();

      byte[] fitted = answer(40, step.toMillis(), 6, "instance");
      assertThat(fitted.length).as("step %s", step).isLessThan((int) most);
      assertThat(fitted.length * 4L).as("step %s", step).isGreaterThan(most);
    }
  }

  @Test
  void labelsAreNotTakenForPoints() {
    String likeValues = "},\\\"values\\\":[[" + "x".repeat(1_000);
    byte[] asked = answer(10, 60_000, 1, likeValues);

    Duration step = fitting(asked, asked.length / 2 + 3_000, 60_000, 1).orElseThrow();

    assertThat(answer(10, step.toMillis(), 1, likeValues).length)
        .isLessThan(asked.length / 2 + 3_000);
  }

  @Test
  void whereLabelsAloneAreTooMuchNoStepFits() {
    byte[] asked = answer(100, 60_000, 1, "x".repeat(2_000));

    assertThat(fitting(asked, 100_000, 60_000, 1)).isEmpty();
  }

  @Test
  void aStepLongerThanTheRangeIsNone() {
    byte[] asked = answer(1_000, 1_800_000, 1, "instance");

    assertThat(fitting(asked, asked.length / 2, 1_800_000, 1)).isEmpty();
  }

  @Test
  void anAnswerWithoutSeriesOverStepsHasNoFittingStep() {
    byte[] asked = "{\"data\":[\"a\",\"b\"]}".getBytes(UTF_8);

    assertThat(fitting(asked, 5, 60_000, 1)).isEmpty();
  }
}
