package dev.firebucket.alerting.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState;
import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.alert.AlertState.ResolvedAlert;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.JsonSeal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A group's state as JSON. Times are milliseconds since the epoch, values are the bits of the
/// float, so that nothing is lost.
final class GroupStateJson {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private GroupStateJson() {}

  static byte[] write(GroupState state) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION);
    json.put("file", state.file());
    json.put("name", state.name());
    json.put("interval_ms", state.interval().toMillis());
    json.put("query_offset_ms", state.queryOffset().toMillis());
    putTime(json, "last_evaluation", state.lastEvaluation());
    ArrayNode rules = json.putArray("rules");
    for (RuleState rule : state.rules()) {
      ObjectNode one = rules.addObject();
      one.put("rule", rule.identity());
      putSeries(one, "series", rule.series());
      ArrayNode alerts = one.putArray("alerts");
      rule.alerts().values().forEach(alert -> putAlert(alerts.addObject(), alert));
    }
    putSeries(json, "stale_series", state.staleSeries());
    return JsonSeal.sealed(JSON.writeValueAsBytes(json));
  }

  private static void putSeries(ObjectNode json, String field, Collection<LabelSet> series) {
    ArrayNode array = json.putArray(field);
    series.forEach(labels -> putMap(array.addObject(), labels.toMap()));
  }

  private static void putMap(ObjectNode json, Map<String, String> texts) {
    texts.forEach(json::put);
  }

  private static void putTime(ObjectNode json, String field, Optional<Instant> time) {
    time.ifPresent(instant -> json.put(field, instant.toEpochMilli()));
  }

  private static void putAlert(ObjectNode json, Alert alert) {
    putMap(json.putObject("labels"), alert.labels().toMap());
    putMap(json.putObject("annotations"), alert.annotations());
    json.put("value_bits", Long.toHexString(Double.doubleToRawLongBits(alert.value())));
    putTime(json, "last_sent_at", alert.lastSentAt());
    json.put("state", alert.state().wireName());
    putTime(json, "active_at", Optional.of(alert.state().activeAt()));
    switch (alert.state()) {
      case PendingAlert pending -> {}
      case FiringAlert firing -> {
        putTime(json, "fired_at", Optional.of(firing.firedAt()));
        putTime(json, "kept_since", firing.keptSince());
      }
      case ResolvedAlert resolved -> {
        putTime(json, "fired_at", Optional.of(resolved.firedAt()));
        putTime(json, "resolved_at", Optional.of(resolved.resolvedAt()));
      }
    }
  }

  static GroupState read(byte[] bytes) throws IOException {
    JsonSeal.require(bytes);
    JsonNode json = JSON.readTree(bytes);
    int version = json.path("version").asInt();
    if (version != VERSION) {
      throw new IOException("version " + version + " of the format is not known");
    }
    try {
      List<RuleState> rules = new ArrayList<>();
      for (JsonNode rule : json.path("rules")) {
        Map<LabelSet, Alert> alerts = new HashMap<>();
        for (JsonNode alert : rule.path("alerts")) {
          alerts.put(labels(alert.path("labels")), alert(alert));
        }
        Set<LabelSet> series = new HashSet<>(series(rule.path("series")));
        rules.add(new RuleState(rule.path("rule").asText(), series, alerts));
      }
      return new GroupState(
          json.path("file").asText(),
          json.path("name").asText(),
          Duration.ofMillis(json.path("interval_ms").asLong()),
          Duration.ofMillis(json.path("query_offset_ms").asLong()),
          Optional.ofNullable(time(json, "last_evaluation")),
          rules,
          series(json.path("stale_series")));
    } catch (IllegalArgumentException e) {
      throw new IOException("not the state of a rule group: " + e.getMessage(), e);
    }
  }

  private static List<LabelSet> series(JsonNode array) {
    List<LabelSet> series = new ArrayList<>();
    array.forEach(each -> series.add(labels(each)));
    return series;
  }

  private static LabelSet labels(JsonNode json) {
    return LabelSet.of(map(json));
  }

  private static Map<String, String> map(JsonNode json) {
    Map<String, String> texts = new HashMap<>();
    json.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static @Nullable Instant time(JsonNode json, String field) {
    return json.has(field) ? Instant.ofEpochMilli(json.path(field).asLong()) : null;
  }

  private static Instant requireTime(JsonNode json, String field) {
    Instant time = time(json, field);
    if (time == null) {
      throw new IllegalArgumentException("an alert lacks " + field);
    }
    return time;
  }

  private static Alert alert(JsonNode json) {
    long bits = Long.parseUnsignedLong(json.path("value_bits").asText(), 16);
    return new Alert(
        labels(json.path("labels")),
        map(json.path("annotations")),
        Double.longBitsToDouble(bits),
        state(json),
        Optional.ofNullable(time(json, "last_sent_at")));
  }

  private static AlertState state(JsonNode json) {
    Instant activeAt = requireTime(json, "active_at");
    String state = json.path("state").asText();
    return switch (state) {
      case "pending" -> new PendingAlert(activeAt);
      case "firing" ->
          new FiringAlert(
              activeAt,
              requireTime(json, "fired_at"),
              Optional.ofNullable(time(json, "kept_since")));
      case "inactive" ->
          new ResolvedAlert(
              activeAt, requireTime(json, "fired_at"), requireTime(json, "resolved_at"));
      default -> throw new IllegalArgumentException("no state of an alert: " + state);
    };
  }
}
