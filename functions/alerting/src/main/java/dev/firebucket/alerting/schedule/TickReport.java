package dev.firebucket.alerting.schedule;

import java.util.List;

/// What one tick did.
///
/// @param groups evaluated, each as often as it was due
/// @param evaluations of groups
/// @param anyRuleWorked whether any rule was evaluated, and its samples stored
/// @param samples that the rules gave
/// @param notificationsSent alerts that an Alertmanager took
/// @param notificationsWaiting alerts that wait for another try
/// @param unfinished groups that the deadline cut off: nothing of the slot counts, and the next
///   tick begins with them
/// @param errors what went wrong, group by group; the rest went on
public record TickReport(
    int groups,
    int evaluations,
    boolean anyRuleWorked,
    long samples,
    long notificationsSent,
    long notificationsWaiting,
    List<String> unfinished,
    List<String> errors) {
  public TickReport {
    unfinished = List.copyOf(unfinished);
    errors = List.copyOf(errors);
  }

  /// Whether nothing that was due could be done.
  public boolean isFailure() {
    return groups > 0 && !anyRuleWorked;
  }
}
