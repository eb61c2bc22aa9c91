package dev.firebucket.alerting.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firebucket.alerting.evaluation.Notification;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// The body of `POST /api/v2/alerts`.
final class AlertsJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AlertsJson() {}

  static byte[] write(List<Notification> notifications) {
    ArrayNode alerts = JSON.createArrayNode();
    for (Notification notification : notifications) {
      ObjectNode alert = alerts.addObject();
      ObjectNode annotations = alert.putObject("annotations");
      new TreeMap<>(notification.annotations()).forEach(annotations::put);
      alert.put("endsAt", time(notification.endsAt()));
      alert.put("startsAt", time(notification.startsAt()));
      alert.put("generatorURL", notification.generatorUrl());
      ObjectNode labels = alert.putObject("labels");
      notification.labels().forEach(labels::put);
    }
    try {
      return JSON.writeValueAsBytes(alerts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts always becomes JSON", e);
    }
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}
