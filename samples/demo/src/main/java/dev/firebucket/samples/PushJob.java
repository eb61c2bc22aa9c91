package dev.firebucket.samples;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.net.URI;
import java.util.random.RandomGenerator;

/// A short-lived job that nobody could scrape in time: it does its work and pushes what came of it.
///
/// The address is that of a Pushgateway: Firebucket's local server answers as one under `/push`.
public final class PushJob {
  /// The push address of `./firebucket up`.
  public static final String DEFAULT_ADDRESS = "http://127.0.0.1:9090/push";

  private PushJob() {}

  /// Does the work once and pushes under `job="nightly_backup"`.
  ///
  /// @param address of a Pushgateway: scheme, host and port, and a path where it has one
  /// @throws IOException when the push is refused or nobody answers
  public static void run(URI address) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    Gauge duration =
        Gauge.builder()
            .name("backup_duration_seconds")
            .help("How long the last backup took.")
            .unit(Unit.SECONDS)
            .register(registry);
    Gauge bytes =
        Gauge.builder()
            .name("backup_size_bytes")
            .help("Size of the last backup.")
            .unit(Unit.BYTES)
            .register(registry);
    Gauge lastSuccess =
        Gauge.builder()
            .name("backup_last_success_timestamp_seconds")
            .help("When a backup last succeeded, seconds since the epoch.")
            .unit(Unit.SECONDS)
            .register(registry);

    try (var _ = duration.startTimer()) {
      bytes.set(RandomGenerator.getDefault().nextInt(1_000_000, 2_000_000));
    }
    lastSuccess.set(System.currentTimeMillis() / 1000.0);

    PushGateway.builder()
        .address(address.getRawAuthority() + address.getRawPath())
        .scheme(Scheme.fromString(address.getScheme()))
        .job("nightly_backup")
        .groupingKey("instance", "localhost")
        .registry(registry)
        .build()
        .push();
  }

  /// Pushes once; the only argument is the address.
  public static void main(String... arguments) {
    String address = arguments.length > 0 ? arguments[0] : DEFAULT_ADDRESS;
    try {
      run(URI.create(address));
      System.out.println("pushed to " + address);
    } catch (IOException e) {
      System.err.println("could not push to " + address + ": " + e.getMessage());
      System.exit(1);
    }
  }
}
