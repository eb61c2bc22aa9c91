package dev.firebucket.infra;

import java.util.Optional;

/// What is recorded of the functions, and who is told when they fail.
///
/// @param logRetentionDays how long their logs are kept
/// @param tracing whether AWS X-Ray records their runs
/// @param alarms whether alarms are made; ten are free in an account, each further one costs $0.10
///   a month
/// @param alarmEmail who is told by mail; empty for an alarm topic without subscribers
record Watching(
    int logRetentionDays, boolean tracing, boolean alarms, Optional<String> alarmEmail) {
  Watching {
    ContextParameters.require(
        LogRetention.isAllowed(logRetentionDays),
        "logRetentionDays",
        logRetentionDays,
        "one of " + LogRetention.allowedDays());
    alarmEmail.ifPresent(
        address ->
            ContextParameters.require(
                address.matches("[^\\s@]+@[^\\s@]+"),
                "alarmEmail",
                address,
                "an address such as ops@example.org"));
    if (!alarms && alarmEmail.isPresent()) {
      throw new IllegalArgumentException(
          "context parameter alarmEmail: with alarms=false nobody would ever be told; leave out one of the two");
    }
  }

  static Watching of(ContextParameters parameters) {
    String tracing = parameters.text("tracing").orElse("off");
    ContextParameters.require(
        tracing.equals("off") || tracing.equals("xray"), "tracing", tracing, "off or xray");
    return new Watching(
        parameters.number("logRetentionDays", 30),
        tracing.equals("xray"),
        parameters.flag("alarms", true),
        parameters.text("alarmEmail"));
  }
}
