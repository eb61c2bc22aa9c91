package dev.firebucket.alerting.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState;
import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.alert.AlertState.ResolvedAlert;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupStateStoreTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00.123Z");

  @TempDir Path folder;

  private static Alert alert(String name, double value, AlertState state, Optional<Instant> sent) {
    return new Alert(
        LabelSet.of("alertname", name, "ü", "\"\n"), Map.of("a", "b"), value, state, sent);
  }

  private static GroupState state() {
    List<Alert> alerts =
        List.of(
            alert("p", Double.NaN, new PendingAlert(T), Optional.empty()),
            alert("f", 0.1, new FiringAlert(T, T.plusMillis(1), Optional.of(T)), Optional.of(T)),
            alert("r", -0.0, new ResolvedAlert(T, T, T.plusSeconds(9)), Optional.of(T)));
    Map<LabelSet, Alert> byLabels =
        Map.of(
            alerts.get(0).labels(), alerts.get(0),
            alerts.get(1).labels(), alerts.get(1),
            alerts.get(2).labels(), alerts.get(2));
    return new GroupState(
        "/etc/rules.yml",
        "a group / with odd name",
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Optional.of(T),
        List.of(
            new RuleState("alert A{}", Set.of(LabelSet.of("__name__", "ALERTS")), byLabels),
            RuleState.begin("record r{}")),
        List.of(LabelSet.of("__name__", "gone")));
  }

  @Test
  void aStateComesBackAsItWas() throws Exception {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
      GroupStateStore store = new GroupStateStore(bucket.store());
      store.save(state());
      String key = GroupStateStore.key("/etc/rules.yml", "a group / with odd name");
      assertThat(store.keys()).containsExactly(key);
      assertThat(store.load(key)).contains(state());
      store.delete(key);
      assertThat(store.load(key)).isEmpty();
    }
  }

  @Test
  void aStateThatCannotBeUnderstoodCountsAsNone() throws Exception {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
      GroupStateStore store = new GroupStateStore(bucket.store());
      String key = GroupStateStore.key("f", "g");
      for (String broken : List.of("{", "{\"version\": 99}", "[]", "")) {
        bucket.store().put(key, broken.getBytes(StandardCharsets.UTF_8));
        assertThat(store.load(key)).as(broken).isEmpty();
      }
    }
  }

  @Test
  void groupsOfTheSameNameInTwoFilesAreKeptApart() {
    assertThat(GroupStateStore.key("a.yml", "g")).isNotEqualTo(GroupStateStore.key("b.yml", "g"));
  }
}
