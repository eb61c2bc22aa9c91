package dev.firebucket.alerting.status;

import dev.firebucket.config.secret.UrlPasswords;
import java.net.URI;
import java.util.List;

/// The Alertmanagers that were discovered, as `/api/v1/alertmanagers` shows them: without
/// passwords.
///
/// @param active where alerts go: `http://host:9093/api/v2/alerts`
/// @param dropped those that relabelling took out
public record AlertmanagerStatus(List<URI> active, List<URI> dropped) {
  public AlertmanagerStatus {
    active = shown(active);
    dropped = shown(dropped);
  }

  private static List<URI> shown(List<URI> urls) {
    return urls.stream().map(url -> URI.create(UrlPasswords.hiddenIn(url.toString()))).toList();
  }
}
