package dev.firebucket.config.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void aMetricIsOneLineOfTheLogInTheFormThatCloudWatchReads() {
    log(Map.of("AWS_LAMBDA_FUNCTION_NAME", "firebucket-CompactFunction-1a2B"))
        .report(FunctionMetric.TAIL_BACKLOG, 17);

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"_aws":{"Timestamp":1795975200000,"CloudWatchMetrics":[{"Namespace":"Firebucket","Dimensions":[["FunctionName"]],"Metrics":[{"Name":"TailBacklog","Unit":"Count"}]}]},"FunctionName":"firebucket-CompactFunction-1a2B","TailBacklog":17.0}
            """);
  }

  @Test
  void outsideOfLambdaNothingIsWritten() {
    log(Map.of()).report(FunctionMetric.CONFIG_PROBLEM, 1);

    assertThat(written.size()).isZero();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    MetricLog log = log(Map.of("AWS_LAMBDA_FUNCTION_NAME", "f"));

    assertThatThrownBy(() -> log.report(FunctionMetric.NEWEST_SAMPLE_AGE, Double.NaN))
        .hasMessageContaining("NewestSampleAge")
        .hasMessageContaining("numbers only");
  }

  private MetricLog log(Map<String, String> environment) {
    return new MetricLog(
        environment,
        InstantSource.fixed(Instant.parse("2026-11-29T18:00:00Z")),
        new PrintStream(written, true, StandardCharsets.UTF_8));
  }
}
