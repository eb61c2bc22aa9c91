package dev.firebucket.api.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Version and revision (`/api/v1/status/buildinfo`). Clients read `version` to learn what the API
/// can do, so it is the version of the Prometheus whose API this is.
///
/// @param version of the Prometheus whose API and language this is
/// @param revision of Firebucket
public record BuildInfo(
    String version,
    String revision,
    String branch,
    String buildUser,
    String buildDate,
    @JsonProperty("goVersion") String goVersion) {
  /// The Prometheus whose API and language this is.
  public static final String PROMETHEUS_VERSION = "3.14.0";

  /// Of this build.
  public static BuildInfo current() {
    return new BuildInfo(
        PROMETHEUS_VERSION,
        "firebucket-0.1.0",
        "main",
        "",
        "",
        "java " + Runtime.version().feature());
  }
}
