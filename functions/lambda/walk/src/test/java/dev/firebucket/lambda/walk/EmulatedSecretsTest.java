package dev.firebucket.lambda.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.LocalStackPeer;
import dev.firebucket.testsupport.PeerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// The packaged push function reads its callers from LocalStack's Secrets Manager and SSM, whose
/// answers are not of our own making.
class EmulatedSecretsTest {
  /// The token `t0ken`.
  private static final String CALLERS =
      "{\"bearer_tokens\": {\"ci\": \"sha256:b46c09677343261f0b439a472422225e3a230c9c094d6ab16762e2036b597053\"}}";

  @TempDir private static Path folder;
  private static PeerProcess aws;

  @BeforeAll
  static void start() throws Exception {
    aws = LocalStackPeer.start(folder);
  }

  @AfterAll
  static void close() {
    if (aws != null) {
      aws.close();
    }
  }

  private static StaticCredentialsProvider anybody() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example"));
  }

  @Test
  void aSecretOfSecretsManagerIsRead() throws Exception {
    String arn;
    try (SecretsManagerClient client =
        SecretsManagerClient.builder()
            .endpointOverride(URI.create(aws.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(anybody())
            .build()) {
      arn =
          client
              .createSecret(request -> request.name("firebucket-callers").secretString(CALLERS))
              .arn();
    }

    assertOnlyTheTokenOpens(arn);
  }

  @Test
  void aSecureStringOfSsmIsRead() throws Exception {
    try (SsmClient client =
        SsmClient.builder()
            .endpointOverride(URI.create(aws.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(anybody())
            .build()) {
      client.putParameter(
          request ->
              request.name("/firebucket/callers").type(ParameterType.SECURE_STRING).value(CALLERS));
    }

    assertOnlyTheTokenOpens("ssm:/firebucket/callers");
  }

  private static void assertOnlyTheTokenOpens(String secret) throws Exception {
    try (UrlFunctions functions = new UrlFunctions(folder)) {
      FunctionUrl url =
          new FunctionUrl(
              functions
                  .start(
                      "push",
                      Map.of(
                          "FIREBUCKET_AUTH",
                          "token",
                          "FIREBUCKET_AUTH_SECRET",
                          secret,
                          "FIREBUCKET_AUTH_ENDPOINT",
                          aws.url()))
                  .function());

      assertThat(with(url, "Bearer t0ken").status()).isEqualTo(200);
      assertThat(with(url, "Bearer other").status()).isEqualTo(401);
    }
  }

  private static FunctionUrl.Answer with(FunctionUrl url, String authorization) {
    return url.send("GET", "/metrics", "", Map.of("authorization", authorization), new byte[0]);
  }
}
