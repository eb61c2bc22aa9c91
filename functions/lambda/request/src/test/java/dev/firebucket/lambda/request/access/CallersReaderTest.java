package dev.firebucket.lambda.request.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersReaderTest {
  private static final String BCRYPT =
      "$2y$10$N85QRB82NxIFr2iugs4zPes5.TVLzWI5V/4Bu587BDrSae4YLPrbq";
  private static final String SHA_256 =
      "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";

  private static Callers read(String text) throws IOException {
    return CallersReader.read("arn:of:secret", text);
  }

  @Test
  void theUsersOfPrometheusWebConfigAreTakenAsTheyAre() throws IOException {
    Callers callers = read("basic_auth_users:\n  grafana: " + BCRYPT + "\n");

    assertThat(callers.users()).containsOnlyKeys("grafana").containsValue(BCRYPT);
    assertThat(callers.tokens()).isEmpty();
  }

  @Test
  void jsonIsTakenToo() throws IOException {
    Callers callers =
        read(
            "{\"basic_auth_users\": {\"grafana\": \"%s\"}, \"bearer_tokens\": {\"ci\": \"sha256:%s\"}}"
                .formatted(BCRYPT, SHA_256));

    assertThat(callers.users()).containsOnlyKeys("grafana");
    assertThat(callers.tokens()).containsOnlyKeys("ci").containsValue(SHA_256.toLowerCase());
  }

  @Test
  void aLogOfCallersHoldsNoHash() throws IOException {
    assertThat(read("{basic_auth_users: {b: %s, a: %s}}".formatted(BCRYPT, BCRYPT)))
        .hasToString("users [a, b], tokens []");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "basic_auth_users: {}",
        "basic_auth_users: {alice: wonderland}",
        "basic_auth_users: {alice: $2y$20$N85QRB82NxIFr2iugs4zPes5.TVLzWI5V/4Bu587BDrSae4YLPrbq}",
        "basic_auth_users: [wonderland]",
        "bearer_tokens: {ci: wonderland}",
        "bearer_tokens: {wonderland: ci}",
        "basic_auth_users: {wonderland: alice}",
        "bearer_tokens: wonderland",
        "wonderland",
        "wonderland: x",
        "tls_server_config: {cert_file: wonderland}",
        "basic_auth_users: {alice: wonderland",
      })
  void whatIsNoSecretIsRefusedWithItsNameAndFormAndWithoutItsText(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("arn:of:secret")
        .hasMessageContaining("basic_auth_users (user: bcrypt hash)")
        .message()
        .doesNotContain("wonderland")
        .doesNotContain("$2y$");
  }

  @Test
  void aWrongHashIsNamedByItsLine() {
    assertThatThrownBy(() -> read("bearer_tokens:\n  ci: secret\n"))
        .hasMessageContaining("arn:of:secret:2:")
        .hasMessageContaining("sha256sum");
  }
}
