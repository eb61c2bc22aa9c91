package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.tail.SampleWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// What the evaluation of rules works with.
///
/// @param queries answers expressions
/// @param writer takes the samples
/// @param states keeps what the next run must know
/// @param notifications takes the alerts to send
/// @param externalLabels of the configuration, for templates
/// @param externalUrl under which users reach this server, without a slash at its end
/// @param resendDelay between two notifications of the same alert (`--rules.alert.resend-delay`)
/// @param clock says when evaluations ran
public record RuleEnvironment(
    RuleQueries queries,
    SampleWriter writer,
    GroupStateStore states,
    NotificationSink notifications,
    LabelSet externalLabels,
    URI externalUrl,
    Duration resendDelay,
    InstantSource clock) {
  /// Prometheus' default.
  public static final Duration DEFAULT_RESEND_DELAY = Duration.ofMinutes(1);

  /// The same with the external labels of another configuration.
  public RuleEnvironment withExternalLabels(LabelSet labels) {
    return new RuleEnvironment(
        queries, writer, states, notifications, labels, externalUrl, resendDelay, clock);
  }
}
