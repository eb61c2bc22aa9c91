package dev.firebucket.config.deployed;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Writes metrics as lines of a function's log, in CloudWatch's embedded metric format: CloudWatch
/// reads them from there, and no request is made. Outside of Lambda it writes nothing.
///
/// Source:
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>
public final class MetricLog {
  private final Optional<String> function;
  private final InstantSource clock;
  private final PrintStream out;

  /// @param environment names the function, where there is one
  /// @param out becomes the function's log
  public MetricLog(Map<String, String> environment, InstantSource clock, PrintStream out) {
    this.function =
        Optional.ofNullable(environment.get("AWS_LAMBDA_FUNCTION_NAME"))
            .filter(name -> name.matches("[A-Za-z0-9_-]+"));
    this.clock = clock;
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /// The log of this process.
  public static MetricLog ofProcess() {
    return new MetricLog(System.getenv(), InstantSource.system(), System.out);
  }

  /// Reports a value as it is now.
  ///
  /// @throws IllegalArgumentException for a value that is no number
  public void report(FunctionMetric metric, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s cannot be reported as %s, CloudWatch takes numbers only"
              .formatted(metric.metric(), value));
    }
    function.ifPresent(name -> out.println(line(name, metric, value)));
  }

  private String line(String name, FunctionMetric metric, double value) {
    return """
    {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Firebucket","Dimensions":[["FunctionName"]],\
    "Metrics":[{"Name":"%s","Unit":"%s"}]}]},"FunctionName":"%s","%s":%s}"""
        .formatted(clock.millis(), metric.metric(), metric.unit(), name, metric.metric(), value);
  }
}
