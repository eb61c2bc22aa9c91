package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.FreePort;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A function that cannot learn who may call lets nobody in.
class UnreadableSecretTest {
  @TempDir private Path folder;

  private static Map<String, String> auth(String secret, String endpoint) {
    return Map.of(
        "FIREBUCKET_AUTH", "token",
        "FIREBUCKET_AUTH_SECRET", secret,
        "FIREBUCKET_AUTH_ENDPOINT", endpoint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:secretsmanager:us-east-1:1:secret:gone", "ssm:/gone"})
  void aSecretThatIsMissingRefusesEverythingButTheHealthAndIsNamedInTheLog(String secret)
      throws Exception {
    try (SecretService secrets = new SecretService();
        UrlFunctions functions = new UrlFunctions(folder)) {
      PackagedFunction push = functions.start("push", auth(secret, secrets.endpoint())).function();
      FunctionUrl url = new FunctionUrl(push);
      Map<String, String> token = Map.of("authorization", "Bearer t0ken");

      assertThat(url.send("GET", "/metrics", "", token, new byte[0]).status()).isEqualTo(503);
      assertThat(url.get("/metrics", "").status()).isEqualTo(503);
      assertThat(url.get("/-/healthy", "").status()).isEqualTo(200);
      assertThat(push.log()).contains("the secret " + secret + " cannot be read");
    }
  }

  @Test
  void aServiceThatDoesNotListenRefusesEverything() throws Exception {
    String nobody = "http://127.0.0.1:" + FreePort.next();
    try (UrlFunctions functions = new UrlFunctions(folder)) {
      FunctionUrl url =
          new FunctionUrl(functions.start("push", auth("ssm:/auth", nobody)).function());

      assertThat(url.get("/metrics", "").status()).isEqualTo(503);
    }
  }

  @Test
  void aSecretThatIsNoneRefusesEverythingAndIsNotQuotedInTheLog() throws Exception {
    try (SecretService secrets = new SecretService();
        UrlFunctions functions = new UrlFunctions(folder)) {
      secrets.put("/auth", "basic_auth_users: {alice: wonderland}");
      PackagedFunction push =
          functions.start("push", auth("ssm:/auth", secrets.endpoint())).function();

      assertThat(new FunctionUrl(push).get("/metrics", "").status()).isEqualTo(503);
      assertThat(push.log()).contains("ssm:/auth").doesNotContain("wonderland");
    }
  }
}
