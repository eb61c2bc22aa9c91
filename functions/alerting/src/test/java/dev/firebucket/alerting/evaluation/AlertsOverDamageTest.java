package dev.firebucket.alerting.evaluation;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.RuleHealth;
import dev.firebucket.alerting.status.RuleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts that are active when the object with their samples is damaged: what is missing ends none.
class AlertsOverDamageTest {
  private static final String ALERT = "groups: [{name: g, rules: [{alert: A, expr: m > 2}]}]";

  @TempDir Path folder;
  private RuleBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new RuleBench(folder);
    bench.sample(0, 3, "__name__", "m", "job", "a");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aFiringAlertKeepsFiringAndIsSentAgainUntilTheSamplesAreBackAndSayOtherwise()
      throws Exception {
    RuleGroup group = bench.group(ALERT);
    bench.evaluate(group, at(10));
    List<AlertStatus> fired = group.status().alerts();
    Notification sent = bench.takeSent().getFirst();
    Path object = object("m");
    byte[] whole = damage(object);
    group = restarted(ALERT);

    bench.evaluate(group, at(130));

    assertThat(group.status().alerts()).isEqualTo(fired).hasSize(1);
    assertThat(bench.takeSent())
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.labels()).isEqualTo(sent.labels());
              assertThat(again.startsAt()).isEqualTo(sent.startsAt());
              assertThat(again.endsAt()).isAfter(at(130));
            });
    assertThat(run(group, 0).health()).isEqualTo(RuleHealth.ERROR);
    assertThat(run(group, 0).lastError())
        .startsWith("evaluated over what there is, and active alerts that are absent are kept")
        .contains("tail/", "is damaged");

    Files.write(object, whole);
    group = restarted(ALERT);
    bench.sample(140, 1, "__name__", "m", "job", "a");
    bench.evaluate(group, at(150));

    assertThat(group.status().alerts()).isEmpty();
    assertThat(run(group, 0).health()).isEqualTo(RuleHealth.OK);
    assertThat(bench.takeSent())
        .singleElement()
        .satisfies(resolved -> assertThat(resolved.endsAt()).isEqualTo(at(150)));
  }

  @Test
  void anAlertIsKeptFromProcessToProcess() throws Exception {
    bench.evaluate(bench.group(ALERT), at(10));
    damage(object("m"));

    for (int seconds : new int[] {130, 250}) {
      RuleGroup group = restarted(ALERT);
      bench.evaluate(group, at(seconds));

      assertThat(group.status().alerts())
          .singleElement()
          .satisfies(alert -> assertThat(alert.activeAt()).isEqualTo(at(10)));
      assertThat(bench.takeSent())
          .singleElement()
          .satisfies(sent -> assertThat(sent.endsAt()).isAfter(at(seconds)));
    }
  }

  @Test
  void aPendingAlertStaysPendingSinceWhenItWas() throws Exception {
    String pending = "groups: [{name: g, rules: [{alert: A, expr: m > 2, for: 1m}]}]";
    bench.evaluate(bench.group(pending), at(10));
    damage(object("m"));
    RuleGroup group = restarted(pending);

    bench.evaluate(group, at(130));

    assertThat(group.status().alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo("pending");
              assertThat(alert.activeAt()).isEqualTo(at(10));
            });
    assertThat(bench.takeSent()).isEmpty();
  }

  @Test
  void anAlertBeginsBesideOneThatIsKeptAndBothAreWithinTheLimit() throws Exception {
    String limited = "groups: [{name: g, limit: 1, rules: [{alert: A, expr: m > 2}]}]";
    bench.evaluate(bench.group(limited), at(10));
    damage(object("m"));
    RuleGroup group = restarted(limited);
    bench.sample(20, 5, "__name__", "m", "job", "b");

    bench.evaluate(group, at(40));

    assertThat(group.status().alerts())
        .extracting(alert -> alert.labels().get("job"))
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void anAlertOnARecordedMetricIsKeptWhereNothingWasRecordedInTheSameTick() throws Exception {
    String chain =
        """
        groups:
        - name: g
          rules:
          - {record: r, expr: sum(m offset 1h)}
          - {record: s, expr: r * 2}
          - {alert: A, expr: s > 2}
          - {alert: B, expr: other > 2}
        """;
    bench.sample(-3_600, 3, "__name__", "m", "job", "a");
    bench.evaluate(bench.group(chain), at(10));
    bench.sample(-3_210, 3, "__name__", "m", "job", "a");
    damage(object("m"));
    RuleGroup group = restarted(chain);

    // What was recorded before is too old to be seen.
    bench.evaluate(group, at(400));

    assertThat(group.status().alerts())
        .extracting(alert -> alert.labels().get("alertname"))
        .containsExactly("A");
    assertThat(run(group, 1).lastError())
        .startsWith("nothing was recorded: nothing was recorded as 'r' in this tick");
    assertThat(run(group, 2).lastError()).contains("nothing was recorded as 's' in this tick");
    assertThat(run(group, 3).health()).isEqualTo(RuleHealth.OK);
  }

  @Test
  void aRuleSaysWhatTheQueriesOfItsTemplatesLackAndKeepsTheAlertWhoseLabelsAsk() throws Exception {
    bench.sample(0, 5, "__name__", "n");
    bench.sample(-3_600, 3, "__name__", "m", "job", "a");
    String asking =
        """
        groups:
        - name: g
          rules:
          - alert: A
            expr: n > 2
            annotations: {seen: '{{ query "m offset 1h" | len }}'}
          - alert: B
            expr: n > 2
            labels: {seen: '{{ query "m offset 1h" | len }}'}
        """;
    bench.evaluate(bench.group(asking), at(10));
    damage(object("m"));
    RuleGroup group = restarted(asking);

    bench.evaluate(group, at(130));

    assertThat(group.status().alerts())
        .extracting(alert -> alert.labels().get("alertname") + " " + alert.labels().get("seen"))
        .containsExactlyInAnyOrder("A null", "B 1", "B 0");
    assertThat(bench.takeSent()).allSatisfy(sent -> assertThat(sent.endsAt()).isAfter(at(130)));
    assertThat(run(group, 0).lastError())
        .startsWith("templates were filled in by what there is: the object 'tail/");
  }

  /// A group in another process: one that has read an object keeps what it has read.
  private RuleGroup restarted(String rules) throws IOException {
    bench.close();
    bench = new RuleBench(folder);
    return bench.group(rules);
  }

  private static RuleRun run(RuleGroup group, int rule) {
    return group.status().rules().get(rule).run();
  }

  private Path object(String metric) throws IOException {
    return folder.resolve(bench.keyOf(metric));
  }

  /// Flips a bit.
  ///
  /// @return the bytes as they were
  private static byte[] damage(Path object) throws IOException {
    byte[] whole = Files.readAllBytes(object);
    byte[] changed = whole.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(object, changed);
    return whole;
  }
}
