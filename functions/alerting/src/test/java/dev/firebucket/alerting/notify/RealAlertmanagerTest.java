package dev.firebucket.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.testsupport.AlertmanagerPeer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Alertmanager takes our alerts and forgets them when they are resolved.
class RealAlertmanagerTest {
  @TempDir Path folder;

  @Test
  void anAlertIsSeenThereAndGoneWhenItIsResolved() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (AlertmanagerPeer alertmanager = AlertmanagerPeer.start(folder);
        HttpClientFactory clients = new HttpClientFactory()) {
      Notifier notifier = new Notifier(clients, InstantSource.system());
      notifier.apply(
          new ConfigLoader()
              .loadText(
                  folder.resolve("prometheus.yml"),
                  "global: {external_labels: {region: eu}}\nalerting: {alertmanagers:"
                      + " [{static_configs: [{targets: ['"
                      + alertmanager.address()
                      + "']}]}]}\n"));
      notifier.send(List.of(alert(now.minusSeconds(60), now.plusSeconds(240))));
      assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 0));
      JsonNode alerts = alertmanager.json("/api/v2/alerts");
      assertThat(alerts).hasSize(1);
      JsonNode alert = alerts.get(0);
      assertThat(alert.path("labels").path("region").asText()).isEqualTo("eu");
      assertThat(alert.path("annotations").path("text").asText()).isEqualTo("it is ünwell");
      assertThat(Instant.parse(alert.path("startsAt").asText())).isEqualTo(now.minusSeconds(60));
      assertThat(alert.path("generatorURL").asText()).isEqualTo("http://fire.example/graph");

      notifier.send(List.of(alert(now.minusSeconds(60), now)));
      assertThat(notifier.flush()).isEqualTo(new Notifier.Flush(1, 0));
      assertThat(alertmanager.json("/api/v2/alerts")).isEmpty();
    }
  }

  private static Notification alert(Instant startsAt, Instant endsAt) {
    return new Notification(
        LabelSet.of("alertname", "Sick"),
        Map.of("text", "it is ünwell"),
        startsAt,
        endsAt,
        "http://fire.example/graph");
  }
}
