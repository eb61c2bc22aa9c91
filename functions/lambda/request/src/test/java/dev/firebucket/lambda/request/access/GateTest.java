package dev.firebucket.lambda.request.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class GateTest {
  private Instant now = Instant.parse("2026-11-29T18:00:00Z");
  private String secret = "";
  private Gate gate;

  @BeforeEach
  void open() throws Exception {
    secret = secret("t0ken");
    gate = new Gate(new KnownCallers("ssm:/auth", () -> secret, () -> now));
  }

  private static String secret(String token) throws Exception {
    return "{basic_auth_users: {alice: %s}, bearer_tokens: {ci: sha256:%s}}"
        .formatted(
            BCrypt.hashpw("won:derland", BCrypt.gensalt(4)),
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8))));
  }

  private boolean letsIn(String... headers) throws IOException {
    return gate.letsIn(List.of(headers));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Test
  void theSecretsTokensAndUsersAreLetIn() throws IOException {
    assertThat(letsIn("Bearer t0ken")).isTrue();
    assertThat(letsIn("bearer  t0ken ")).isTrue();
    assertThat(letsIn(basic("alice:won:derland"))).isTrue();
    assertThat(letsIn(basic("alice:won:derland"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer t0ke",
        "Bearer t0ken2",
        "Bearer alice:won:derland",
        "t0ken",
        "Basic t0ken",
        "Basic !!!",
        "AWS4-HMAC-SHA256 Credential=AKIDX/20261129/us-east-1/lambda/aws4_request",
      })
  void whatIsNoneOfThemIsNot(String header) throws IOException {
    assertThat(letsIn(header)).isFalse();
  }

  @Test
  void aWrongPasswordAnUnknownUserAndAHashAreNot() throws IOException {
    assertThat(letsIn(basic("alice:wonderland"))).isFalse();
    assertThat(letsIn(basic("alice:"))).isFalse();
    assertThat(letsIn(basic("bob:won:derland"))).isFalse();
    assertThat(letsIn(basic("ci:t0ken"))).isFalse();
    assertThat(letsIn("Bearer " + "a".repeat(5_000))).isFalse();
  }

  @Test
  void anUnknownUserIsComparedAtTheHighestCostOfTheSecret() {
    String four = BCrypt.hashpw("a", BCrypt.gensalt(4));
    String six = BCrypt.hashpw("b", BCrypt.gensalt(6));
    String nobody = Gate.nobody(new Callers(Map.of("a", four, "b", six), Map.of()));

    assertThat(nobody).startsWith("$2a$06$").hasSameSizeAs(six);
    assertThat(BCrypt.checkpw("b", nobody)).isFalse();
    assertThat(Gate.nobody(new Callers(Map.of("a", four), Map.of()))).startsWith("$2a$04$");
    assertThat(Gate.nobody(new Callers(Map.of(), Map.of("ci", "00")))).startsWith("$2a$10$");
  }

  @Test
  void noneAndTwoAreNot() throws IOException {
    assertThat(letsIn()).isFalse();
    assertThat(letsIn("Bearer t0ken", "Bearer t0ken")).isFalse();
  }

  @Test
  void aNewTokenIsLetInSoonAndTheOldOneIsOut() throws Exception {
    assertThat(letsIn("Bearer t0ken")).isTrue();
    secret = secret("new");
    now = now.plus(KnownCallers.SHORTEST);

    assertThat(letsIn("Bearer new")).isTrue();
    assertThat(letsIn("Bearer t0ken")).isFalse();
  }

  @Test
  void withoutASecretEvenWhoShowsNothingLearnsOnlyThatItIsMissing() {
    secret = "";

    assertThatThrownBy(this::letsIn).isInstanceOf(IOException.class);
  }
}
