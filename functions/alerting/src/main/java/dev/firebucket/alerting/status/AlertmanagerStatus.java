package dev.firebucket.alerting.status;

import java.net.URI;
import java.util.List;

/// The Alertmanagers that were discovered, as `/api/v1/alertmanagers` shows them.
///
/// @param active where alerts go: `http://host:9093/api/v2/alerts`
/// @param dropped those that relabelling took out
public record AlertmanagerStatus(List<URI> active, List<URI> dropped) {
  public AlertmanagerStatus {
    active = List.copyOf(active);
    dropped = List.copyOf(dropped);
  }
}
