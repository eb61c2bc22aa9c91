package dev.firebucket.config.deployed;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The user's `prometheus.yml` in the store, loaded again when something below `config/` changed.
///
/// A configuration that is wrong, or cannot be read, does not replace one that works: the function
/// keeps using the older one and reports the problem. Safe for use by several threads.
public final class DeployedConfig {
  private final ObjectStore store;
  private final ConfigMirror mirror;
  private final String key;
  private final Duration patience;
  private final InstantSource clock;

  private @Nullable State state;
  private Instant looked = Instant.MIN;
  private Instant loaded = Instant.EPOCH;

  /// What a look at the store found.
  ///
  /// @param config the newest configuration that loads
  /// @param version counts the configurations that this function has loaded, from 1
  /// @param problem why a newer one could not replace it
  public record State(PrometheusConfig config, long version, Optional<String> problem) {}

  /// @param store where `config/` lies
  /// @param settings name the key, and the scratch folder for the copy
  /// @param patience how long a look at the store is good for
  public DeployedConfig(
      ObjectStore store, DeployedSettings settings, Duration patience, InstantSource clock) {
    this.store = store;
    this.mirror = new ConfigMirror(store, settings.scratch().resolve("config"), clock);
    this.key = settings.configFile();
    this.patience = patience;
    this.clock = clock;
  }

  /// The configuration as it is in the store now, or was less than `patience` ago.
  ///
  /// @throws IOException when none was ever loaded, and the one there is cannot be: the message
  ///   says why, with file and position
  public State current() throws IOException {
    return current(patience);
  }

  /// The same where a look is good for another time. One that found a problem is good for
  /// `patience` at most, so that a store that failed once is not reported for longer.
  ///
  /// @throws IOException as [#current()]
  public synchronized State current(Duration goodFor) throws IOException {
    Instant now = clock.instant();
    State known = state;
    if (known != null && now.isBefore(looked.plus(goodFor(known, goodFor)))) {
      return known;
    }
    State next = known == null ? first() : next(known);
    if (known == null || next.version() != known.version()) {
      loaded = now;
    }
    state = next;
    looked = now;
    return next;
  }

  private Duration goodFor(State known, Duration wanted) {
    return known.problem().isEmpty() || wanted.compareTo(patience) < 0 ? wanted : patience;
  }

  /// Whether the newest configuration is used, and since when this environment knows it.
  public MetricSource metrics() {
    return this::collect;
  }

  private synchronized void collect(MetricFamilies families) {
    State known = state;
    if (known != null) {
      families
          .gauge(
              "prometheus_config_last_reload_successful",
              "Whether the last configuration reload attempt was successful.",
              known.problem().isEmpty() ? 1 : 0)
          .gauge(
              "prometheus_config_last_reload_success_timestamp_seconds",
              "Timestamp of the last successful configuration reload.",
              loaded.toEpochMilli() / 1e3);
    }
  }

  private State first() throws IOException {
    mirror.refresh();
    try {
      return new State(load(), 1, Optional.empty());
    } catch (ConfigException e) {
      throw new IOException("the configuration in the store cannot be used: " + reason(e), e);
    }
  }

  private State next(State known) {
    try {
      if (!mirror.refresh() && known.problem().isEmpty()) {
        return known;
      }
      return new State(load(), known.version() + 1, Optional.empty());
    } catch (IOException | ConfigException e) {
      return new State(known.config(), known.version(), Optional.of(reason(e)));
    }
  }

  /// The message, with the place in the store instead of the copy's.
  private String reason(Exception e) {
    String copy = mirror.file(ConfigMirror.FOLDER).toString();
    return String.valueOf(e.getMessage()).replace(copy, store.location() + "/config");
  }

  private PrometheusConfig load() throws IOException, ConfigException {
    Path file = mirror.file(key);
    if (!Files.exists(file)) {
      throw new IOException(
          "there is no %s in %s; put it there: aws s3 cp prometheus.yml %s/%s"
              .formatted(key, store.location(), store.location(), key));
    }
    return new ConfigLoader().load(file);
  }
}
