package dev.firebucket.lambda.request.access;

import dev.firebucket.config.deployed.UrlSettings.Secret;
import dev.firebucket.config.deployed.UrlSettings.Secret.ManagedSecret;
import dev.firebucket.config.deployed.UrlSettings.Secret.StoredParameter;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;

/// Reads a secret from Secrets Manager or SSM. A client lives for one read: they are minutes apart.
///
/// Region and credentials follow the usual chain of the AWS SDK.
final class AwsSecretReader implements SecretReader {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(3);

  /// Well below the time that a caller waits for the shortest function.
  private static final Duration ALL_ATTEMPTS = Duration.ofSeconds(8);

  private final Secret secret;

  AwsSecretReader(Secret secret) {
    this.secret = secret;
  }

  @Override
  public String read() throws IOException {
    try {
      String text =
          switch (secret) {
            case ManagedSecret managed -> managed(managed);
            case StoredParameter parameter -> parameter(parameter);
          };
      if (text == null) {
        throw new IOException(
            "the secret " + secret.name() + " holds bytes; store it as text (SecretString)");
      }
      return text;
    } catch (SdkException e) {
      throw new IOException(
          "the secret %s cannot be read: %s; the function's role needs %s"
              .formatted(secret.name(), e.getMessage(), permission()),
          e);
    }
  }

  private String permission() {
    return switch (secret) {
      case ManagedSecret _ -> "secretsmanager:GetSecretValue";
      case StoredParameter _ -> "ssm:GetParameter, and kms:Decrypt for a key of your own";
    };
  }

  private static String managed(ManagedSecret secret) {
    SecretsManagerClientBuilder builder = SecretsManagerClient.builder();
    prepare(builder, secret);
    try (SecretsManagerClient client = builder.build()) {
      return client.getSecretValue(request -> request.secretId(secret.name())).secretString();
    }
  }

  private static String parameter(StoredParameter secret) {
    SsmClientBuilder builder = SsmClient.builder();
    prepare(builder, secret);
    try (SsmClient client = builder.build()) {
      return client
          .getParameter(request -> request.name(secret.parameter()).withDecryption(true))
          .parameter()
          .value();
    }
  }

  private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> void prepare(
      B builder, Secret secret) {
    builder.httpClientBuilder(
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ONE_ATTEMPT));
    builder.overrideConfiguration(
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ONE_ATTEMPT)
            .apiCallTimeout(ALL_ATTEMPTS)
            .build());
    secret.endpoint().ifPresent(builder::endpointOverride);
  }
}
