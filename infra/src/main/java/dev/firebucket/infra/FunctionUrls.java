package dev.firebucket.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.InvokeMode;
import software.constructs.Construct;

/// Function URLs: HTTPS without a gateway's price.
///
/// With `auth=iam` AWS checks callers: they sign their requests (SigV4, service `lambda`) and need
/// both `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`. Otherwise everybody reaches the
/// function, which asks for a token, or lets everybody in.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>
final class FunctionUrls {
  private FunctionUrls() {}

  /// Gives a function its URL, and prints it when the deployment is done.
  ///
  /// @param secret that says who may call; the function may read it, and no other
  /// @param output name of the output
  static FunctionUrl open(
      Construct scope,
      BucketFunction function,
      UrlAccess access,
      Optional<String> secret,
      String output,
      String description) {
    FunctionUrl url =
        function
            .live()
            .addFunctionUrl(
                FunctionUrlOptions.builder()
                    .authType(
                        switch (access.auth()) {
                          case IAM -> FunctionUrlAuthType.AWS_IAM;
                          case TOKEN, OFF -> FunctionUrlAuthType.NONE;
                        })
                    .invokeMode(InvokeMode.BUFFERED)
                    .build());
    if (access.auth() == UrlAccess.Auth.OFF) {
      Annotations.of(function)
          .addWarningV2(
              "firebucket:" + output,
              "auth=off: whoever knows the %s may call the function; put a gateway that checks callers in front, or use auth=token"
                  .formatted(output));
    }
    secret.ifPresent(
        name -> function.function().addToRolePolicy(readSecret(Stack.of(scope), name)));
    CfnOutput.Builder.create(scope, output).description(description).value(url.getUrl()).build();
    return url;
  }

  /// Reading exactly one secret. One that is encrypted with a key of its own needs a grant of that
  /// key too.
  private static PolicyStatement readSecret(Stack stack, String secret) {
    boolean isParameter = secret.startsWith("ssm:/");
    // AWS appends a hyphen and six characters to the name of a secret, which an ARN may leave out.
    List<String> arns =
        isParameter ? List.of(parameterArn(stack, secret)) : List.of(secret, secret + "-??????");
    return PolicyStatement.Builder.create()
        .sid("Secret")
        .actions(List.of(isParameter ? "ssm:GetParameter" : "secretsmanager:GetSecretValue"))
        .resources(arns)
        .build();
  }

  private static String parameterArn(Stack stack, String secret) {
    return Arn.format(
        ArnComponents.builder()
            .service("ssm")
            .resource("parameter")
            .resourceName(secret.substring("ssm:/".length()))
            .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
            .build(),
        stack);
  }
}
