package dev.firebucket.lambda.start;

import java.io.IOError;

/// An environment that fails every event to come: a native library or a class of it could not be
/// loaded, which a JVM tries only once, or the function could not be made.
///
/// It is an [IOError] because AWS's runtime client reports an event that ends with one as failed,
/// and then asks for no other; [Events] ends the process, so that the next event gets an
/// environment that is new. Without, the broken one would fail events until AWS replaces it, hours
/// later. Source: `AWSLambda` of
/// <https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client>.
public final class LostEnvironmentError extends IOError {
  private static final long serialVersionUID = 1L;

  LostEnvironmentError(Throwable cause) {
    super(cause);
  }

  @Override
  public String getMessage() {
    return "this environment cannot work and ends, the next event gets a new one: " + getCause();
  }
}
