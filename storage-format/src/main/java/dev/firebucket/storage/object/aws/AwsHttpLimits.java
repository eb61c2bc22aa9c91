package dev.firebucket.storage.object.aws;

import java.time.Duration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/// How long a service of AWS may keep somebody waiting. A client of the SDK that gets these makes
/// an [AwsHttpClient] of its own, and closes it with itself.
///
/// @param connections at once; above 0
/// @param connecting until a connection is there
/// @param silence while nothing is sent and nothing arrives
public record AwsHttpLimits(int connections, Duration connecting, Duration silence)
    implements SdkAsyncHttpClient.Builder<AwsHttpLimits> {
  public AwsHttpLimits {
    if (connections < 1 || !connecting.isPositive() || !silence.isPositive()) {
      throw new IllegalArgumentException(
          "%d connections, %s to connect, %s of silence: each must be above 0"
              .formatted(connections, connecting, silence));
    }
  }

  /// @param defaults of the service; these limits go before
  @Override
  public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
    return new AwsHttpClient(this);
  }
}
