package dev.firebucket.local.up;

import dev.firebucket.storage.Bucket;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/// All services of one process, built once and wired by hand: the place to see who needs whom.
final class LocalServices implements AutoCloseable {
  private final UpSettings settings;
  private final Bucket bucket;
  private final ReloadableConfig config;
  private final InstantSource clock;
  private final Instant started;

  private LocalServices(
      UpSettings settings, Bucket bucket, ReloadableConfig config, InstantSource clock) {
    this.settings = settings;
    this.bucket = bucket;
    this.config = config;
    this.clock = clock;
    this.started = clock.instant();
  }

  /// @throws IOException when the configuration is wrong or the store refuses
  static LocalServices open(UpSettings settings) throws IOException {
    InstantSource clock = InstantSource.system();
    Bucket bucket = settings.storage().open();
    ReloadableConfig config = new ReloadableConfig(settings.configFile(), clock, loaded -> {});
    return new LocalServices(settings, bucket, config, clock);
  }

  void start() {}

  UpSettings settings() {
    return settings;
  }

  Bucket bucket() {
    return bucket;
  }

  ReloadableConfig config() {
    return config;
  }

  /// When the services were built.
  Instant started() {
    return started;
  }

  InstantSource clock() {
    return clock;
  }

  @Override
  public void close() {
    bucket.close();
  }
}
