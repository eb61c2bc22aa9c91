package dev.firebucket.lambda.request.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The secret changes, and fails, as a service across a network does.
class KnownCallersTest {
  private Instant now = Instant.parse("2026-11-29T18:00:00Z");
  private String holds = token("first");
  private boolean answers = true;
  private int reads;

  private final KnownCallers callers =
      new KnownCallers(
          "ssm:/auth",
          () -> {
            reads++;
            if (!answers) {
              throw new IOException("the secret ssm:/auth cannot be read: throttled");
            }
            return holds;
          },
          () -> now);

  private static String token(String name) {
    return "bearer_tokens: {%s: sha256:%s}".formatted(name, "a".repeat(64));
  }

  private Set<String> names() throws IOException {
    return callers.current().tokens().keySet();
  }

  @Test
  void aSecretIsReadOnceWithinItsPatience() throws IOException {
    names();
    now = now.plus(KnownCallers.PATIENCE).minusMillis(1);
    names();

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aChangedSecretCountsWhenThePatienceIsOver() throws IOException {
    names();
    holds = token("second");
    now = now.plus(KnownCallers.PATIENCE);

    assertThat(names()).containsExactly("second");
  }

  @Test
  void somebodyUnknownIsLookedUpSoonerButNotAtEachRequest() throws IOException {
    names();
    holds = token("second");

    assertThat(callers.newest().tokens()).containsOnlyKeys("first");
    now = now.plus(KnownCallers.SHORTEST);
    assertThat(callers.newest().tokens()).containsOnlyKeys("second");
    callers.newest();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aSecretThatCannotBeReadAgainIsGoodForAWhileAndThenForNobody() throws IOException {
    names();
    answers = false;
    now = now.plus(KnownCallers.LONGEST).minusMillis(1);
    assertThat(names()).containsExactly("first");

    now = now.plusMillis(1);

    assertThatThrownBy(this::names)
        .isInstanceOf(IOException.class)
        .hasMessage("the secret ssm:/auth cannot be read: throttled");
  }

  @Test
  void aSecretThatWasNeverReadLetsNobodyInUntilItIs() throws IOException {
    answers = false;
    assertThatThrownBy(this::names).hasMessageContaining("ssm:/auth");

    answers = true;
    now = now.plus(KnownCallers.AFTER_FAILURE);

    assertThat(names()).containsExactly("first");
  }

  @Test
  void aSecretThatFailsIsNotAskedAtEachRequest() {
    answers = false;

    for (int request = 0; request < 100; request++) {
      assertThatThrownBy(this::names).isInstanceOf(IOException.class);
      now = now.plusMillis(10);
    }

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aSecretThatWasBrokenByHandIsNotTakenOver() throws IOException {
    names();
    holds = "bearer_tokens: {}";
    now = now.plus(KnownCallers.PATIENCE);

    assertThat(names()).containsExactly("first");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackMakesNoSecretGoodForLonger() throws IOException {
    names();
    holds = token("second");

    now = now.minus(Duration.ofHours(1));

    assertThat(names()).containsExactly("second");
  }
}
