package dev.firebucket.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.InvokeMode;
import software.constructs.Construct;

/// Function URLs: HTTPS without a gateway's price. Callers sign their requests (SigV4, service
/// `lambda`) and need both `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>
final class FunctionUrls {
  private FunctionUrls() {}

  /// Gives a function its URL, and prints it when the deployment is done.
  ///
  /// @param output name of the output
  static FunctionUrl open(Construct scope, Function function, String output, String description) {
    FunctionUrl url =
        function.addFunctionUrl(
            FunctionUrlOptions.builder()
                .authType(FunctionUrlAuthType.AWS_IAM)
                .invokeMode(InvokeMode.BUFFERED)
                .build());
    CfnOutput.Builder.create(scope, output).description(description).value(url.getUrl()).build();
    return url;
  }
}
