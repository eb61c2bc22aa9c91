package dev.firebucket.lambda.rules;

import dev.firebucket.alerting.schedule.TickReport;
import java.util.List;

/// What a run did.
///
/// @param tick what was evaluated and sent, and what failed without holding up the rest
/// @param problems of a newer configuration or newer rules, while the older ones go on
public record RulesAnswer(TickReport tick, List<String> problems) {
  public RulesAnswer {
    problems = List.copyOf(problems);
  }

  /// Whether somebody should read it.
  boolean worthALine() {
    return !problems.isEmpty() || !tick.errors().isEmpty() || tick.notificationsWaiting() > 0;
  }
}
