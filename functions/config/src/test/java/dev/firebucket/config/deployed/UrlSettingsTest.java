package dev.firebucket.config.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.deployed.UrlSettings.Secret.ManagedSecret;
import dev.firebucket.config.deployed.UrlSettings.Secret.StoredParameter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlSettingsTest {
  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:1:secret:firebucket-a1b2";

  @Test
  void withoutVariablesEverybodyWhoReachesTheUrlMayCall() {
    assertThat(UrlSettings.of(Map.of())).isEqualTo(new UrlSettings(Optional.empty(), ".*"));
    assertThat(UrlSettings.of(Map.of("FIREBUCKET_AUTH", "none")).secret()).isEmpty();
  }

  @Test
  void aSecretIsOneOfSecretsManagerOrAParameter() {
    assertThat(token(ARN, "http://127.0.0.1:4566").secret())
        .contains(new ManagedSecret(ARN, Optional.of(URI.create("http://127.0.0.1:4566"))));
    assertThat(token("ssm:/firebucket/auth", "").secret())
        .contains(new StoredParameter("/firebucket/auth", Optional.empty()));
    assertThat(token("ssm:/firebucket/auth", "").secret().orElseThrow().name())
        .isEqualTo("ssm:/firebucket/auth");
  }

  private static UrlSettings token(String secret, String endpoint) {
    return UrlSettings.of(
        Map.of(
            "FIREBUCKET_AUTH", "token",
            "FIREBUCKET_AUTH_SECRET", secret,
            "FIREBUCKET_AUTH_ENDPOINT", endpoint));
  }

  @ParameterizedTest
  @CsvSource({
    "token, '', FIREBUCKET_AUTH_SECRET is not set",
    "tokens, ssm:/a, none or token",
    "none, ssm:/a, set FIREBUCKET_AUTH=token",
    "'', ssm:/a, set FIREBUCKET_AUTH=token",
    "token, ssm:a, ssm:/firebucket/auth",
    "token, ssm:/, ssm:/firebucket/auth",
  })
  void whatWouldLeaveAUrlOpenOrNeverOpenIsRefused(String auth, String secret, String remedy) {
    assertThatThrownBy(
            () -> UrlSettings.of(Map.of("FIREBUCKET_AUTH", auth, "FIREBUCKET_AUTH_SECRET", secret)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(remedy);
  }
}
