package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.config.alerting.AlertmanagerConfig;
import dev.firebucket.config.relabel.Relabeler;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Alertmanagers of one section of the configuration. All get every alert. Safe for use by
/// several threads.
final class AlertmanagerSet {
  private final AlertmanagerConfig config;
  private final AlertmanagerDiscovery discovery;
  private final Relabeler relabeler;
  private final Map<URI, Alertmanager> active = new LinkedHashMap<>();
  private Set<URI> dropped = Set.of();

  AlertmanagerSet(AlertmanagerConfig config) {
    this.config = config;
    this.discovery = new AlertmanagerDiscovery(config);
    this.relabeler = new Relabeler(config.alertRelabelConfigs());
  }

  AlertmanagerConfig config() {
    return config;
  }

  /// Looks which Alertmanagers exist now; those that stay keep their queues.
  synchronized void discover(Instant now) {
    AlertmanagerDiscovery.Found found = discovery.find(now);
    active.forEach(
        (url, alertmanager) -> {
          if (!found.active().contains(url)) {
            alertmanager.abandon();
          }
        });
    active.keySet().retainAll(found.active());
    found.active().forEach(url -> active.computeIfAbsent(url, Alertmanager::new));
    dropped = found.dropped();
  }

  /// Lets every Alertmanager have the alerts, relabelled for this section.
  synchronized void add(List<Notification> notifications) {
    List<Notification> relabelled = AlertRelabelling.apply(relabeler, notifications);
    if (!relabelled.isEmpty()) {
      active.values().forEach(alertmanager -> alertmanager.add(relabelled));
    }
  }

  synchronized List<Alertmanager> alertmanagers() {
    return List.copyOf(active.values());
  }

  synchronized List<URI> urls() {
    return List.copyOf(active.keySet());
  }

  synchronized List<URI> dropped() {
    return List.copyOf(dropped);
  }
}
