package dev.firebucket.config;

/// `runtime`: settings of the Go runtime. Accepted and shown, without effect here.
///
/// @param gogc garbage collection target in percent
public record RuntimeConfig(long gogc) {
  /// Prometheus' own default.
  public static final RuntimeConfig DEFAULT = new RuntimeConfig(75);
}
