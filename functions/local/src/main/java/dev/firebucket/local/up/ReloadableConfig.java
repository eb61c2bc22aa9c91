package dev.firebucket.local.up;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.ConfigWarning;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.ShownConfig;
import dev.firebucket.config.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The configuration that runs, and how it is exchanged for another.
final class ReloadableConfig {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadableConfig.class);

  /// Takes over a configuration that has been loaded well.
  @FunctionalInterface
  interface Listener {
    /// @throws IOException when what the configuration names (rule files) is wrong; nothing has
    ///   changed then
    void configured(PrometheusConfig config) throws IOException;
  }

  private final Path file;
  private final InstantSource clock;
  private volatile Listener listener = config -> {};
  private volatile PrometheusConfig current;
  private volatile String shown;
  private volatile Instant loadedAt;
  private volatile boolean lastReloadSuccessful = true;

  /// Loads for the first time.
  ///
  /// @throws IOException when the configuration is wrong
  ReloadableConfig(Path file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.current = load(file);
    this.shown = ShownConfig.of(file);
    this.loadedAt = clock.instant();
  }

  /// Hands the configuration to whom it concerns, now and at each reload.
  ///
  /// @throws IOException what the listener throws
  synchronized void listen(Listener concerned) throws IOException {
    concerned.configured(current);
    listener = concerned;
  }

  PrometheusConfig current() {
    return current;
  }

  /// As YAML, secrets left out.
  String shown() {
    return shown;
  }

  Instant loadedAt() {
    return loadedAt;
  }

  boolean lastReloadSuccessful() {
    return lastReloadSuccessful;
  }

  /// Loads anew; what is wrong leaves everything as it was.
  ///
  /// @throws IOException with the message of the loader
  synchronized void reload() throws IOException {
    try {
      PrometheusConfig loaded = load(file);
      listener.configured(loaded);
      current = loaded;
      shown = ShownConfig.of(file);
      loadedAt = clock.instant();
      lastReloadSuccessful = true;
      LOG.info("configuration {} loaded anew", file);
    } catch (IOException e) {
      lastReloadSuccessful = false;
      LOG.error("the configuration was not loaded anew, the old one stays: {}", e.getMessage());
      throw e;
    }
  }

  private static PrometheusConfig load(Path file) throws IOException {
    try {
      PrometheusConfig config = new ConfigLoader().load(file);
      for (ConfigWarning warning : config.warnings()) {
        LOG.warn("{}", warning);
      }
      return config;
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
