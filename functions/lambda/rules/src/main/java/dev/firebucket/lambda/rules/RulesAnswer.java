package dev.firebucket.lambda.rules;

import dev.firebucket.alerting.schedule.TickReport;
import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.util.List;

/// What a run did.
///
/// @param tick what was evaluated and sent, and what failed without holding up the rest
/// @param problems of a newer configuration or newer rules, while the older ones go on
public record RulesAnswer(TickReport tick, List<String> problems) {
  public RulesAnswer {
    problems = List.copyOf(problems);
  }

  /// For whoever reads the answer.
  byte[] json() throws IOException {
    return EventJson.write(
        json -> {
          json.writeObjectFieldStart("tick");
          json.writeNumberField("groups", tick.groups());
          json.writeNumberField("evaluations", tick.evaluations());
          json.writeBooleanField("anyRuleWorked", tick.anyRuleWorked());
          json.writeNumberField("samples", tick.samples());
          json.writeNumberField("notificationsSent", tick.notificationsSent());
          json.writeNumberField("notificationsWaiting", tick.notificationsWaiting());
          EventJson.texts(json, "unfinished", tick.unfinished());
          EventJson.texts(json, "errors", tick.errors());
          json.writeEndObject();
          EventJson.texts(json, "problems", problems);
        });
  }

  /// Whether somebody should read it.
  boolean worthALine() {
    return !problems.isEmpty() || !tick.errors().isEmpty() || tick.notificationsWaiting() > 0;
  }
}
