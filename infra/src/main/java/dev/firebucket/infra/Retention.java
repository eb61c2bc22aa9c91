package dev.firebucket.infra;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How long samples are kept where `storage.tsdb.retention` of the deployed `prometheus.yml` does
/// not say it.
///
/// @param time such as `30d`; empty for ever
/// @param size such as `100GB`; empty for any
record Retention(Optional<String> time, Optional<String> size) {
  Retention {
    time.ifPresent(
        text ->
            ContextParameters.require(
                text.matches("([0-9]{1,6}(ms|[smhdwy]))+"),
                "retentionTime",
                text,
                "a duration such as 30d"));
    size.ifPresent(
        text ->
            ContextParameters.require(
                text.matches("[0-9]{1,9}([KMGTP]i?)?B"),
                "retentionSize",
                text,
                "a size such as 100GB"));
  }

  static Retention of(ContextParameters parameters) {
    return new Retention(parameters.text("retentionTime"), parameters.text("retentionSize"));
  }

  /// The settings of the function that compacts.
  Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    time.ifPresent(text -> variables.put("FIREBUCKET_RETENTION_TIME", text));
    size.ifPresent(text -> variables.put("FIREBUCKET_RETENTION_SIZE", text));
    return variables;
  }
}
