package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.evaluation.Notification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Alerts that wait for one Alertmanager: when there are too many the oldest go. Those that are
/// taken out are under way until they are settled or put back. Safe for use by several threads.
final class NotificationQueue {
  private final int capacity;
  private final Deque<Notification> waiting = new ArrayDeque<>();
  private int underWay;

  NotificationQueue(int capacity) {
    this.capacity = capacity;
  }

  /// @return how many had to go
  synchronized int add(List<Notification> notifications) {
    waiting.addAll(notifications);
    int dropped = 0;
    while (waiting.size() > capacity) {
      waiting.removeFirst();
      dropped++;
    }
    return dropped;
  }

  /// Takes the oldest ones out: they are under way.
  synchronized List<Notification> take(int most) {
    List<Notification> taken = new ArrayList<>();
    while (taken.size() < most && !waiting.isEmpty()) {
      taken.add(waiting.removeFirst());
    }
    underWay += taken.size();
    return taken;
  }

  /// What became of some that were taken is known.
  synchronized void settled(List<Notification> taken) {
    underWay -= taken.size();
  }

  /// Puts back what could not be sent, in front.
  ///
  /// @return how many had to go
  synchronized int putBack(List<Notification> notifications) {
    underWay -= notifications.size();
    notifications.reversed().forEach(waiting::addFirst);
    return add(List.of());
  }

  synchronized int size() {
    return waiting.size();
  }

  /// Those that wait, and those under way.
  synchronized int unsettled() {
    return waiting.size() + underWay;
  }
}
