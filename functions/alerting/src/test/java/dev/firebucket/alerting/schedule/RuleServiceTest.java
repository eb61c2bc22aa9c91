package dev.firebucket.alerting.schedule;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.alerting.evaluation.RuleBench;
import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.alerting.status.RuleStatus;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.query.parser.ParserFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleServiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(55);

  @TempDir Path folder;
  private RuleBench bench;
  private HttpClientFactory clients;

  @BeforeEach
  void open() throws IOException {
    bench = new RuleBench(folder.resolve("data"));
    clients = new HttpClientFactory();
    bench.sample(0, 3, "__name__", "m");
  }

  @AfterEach
  void close() {
    clients.close();
    bench.close();
  }

  private RuleService service() {
    return new RuleService(
        bench.environment(),
        new Notifier(clients, InstantSource.fixed(RuleBench.START)),
        ParserFeatures.DEFAULT);
  }

  private void load(RuleService service, String groups) throws Exception {
    Files.writeString(folder.resolve("rules.yml"), "groups: [" + groups + "]");
    service.load(
        new ConfigLoader().loadText(folder.resolve("prometheus.yml"), "rule_files: [rules.yml]\n"));
  }

  private static String group(String name, String interval, String record) {
    return "{name: %s, interval: %s, rules: [{record: %s, expr: m}]}"
        .formatted(name, interval, record);
  }

  @Test
  void aTickEvaluatesAGroupAtEachOfItsTimesSinceTheLast() throws Exception {
    RuleService service = service();
    load(service, group("a", "15s", "r"));
    assertThat(service.tick(at(60), LIMIT).evaluations()).isEqualTo(4);
    assertThat(service.tick(at(120), LIMIT).evaluations()).isEqualTo(4);
    assertThat(bench.query(120, "count_over_time(r[2m])").values()).containsExactly(8.0);
  }

  @Test
  void anEvaluationUnderAWrongClockDoesNotStopTheGroup() throws Exception {
    RuleService service = service();
    load(
        service,
        "{name: a, interval: 1m, rules: [{record: r, expr: m}, {alert: A, expr: m > 0, for: 2m}]}");
    int tenDays = 10 * 24 * 3600;
    bench.sample(tenDays, 3, "__name__", "m");
    assertThat(service.tick(at(tenDays), LIMIT).evaluations()).isEqualTo(1);

    assertThat(service.tick(at(60), LIMIT).evaluations()).isEqualTo(1);
    assertThat(service.tick(at(120), LIMIT).evaluations()).isEqualTo(1);
    assertThat(bench.query(120, "count_over_time(r[2m])").values()).containsExactly(2.0);
    assertThat(service.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.activeAt()).isBetween(at(0), at(60)));
  }

  @Test
  void aGroupOfALongIntervalIsEvaluatedOncePerInterval() throws Exception {
    RuleService service = service();
    load(service, group("a", "5m", "r"));
    int evaluations = 0;
    for (int minute = 1; minute <= 20; minute++) {
      evaluations += service.tick(at(minute * 60), LIMIT).evaluations();
    }
    assertThat(evaluations).isEqualTo(4);
  }

  @Test
  void ticksThatWereMissedAreCaughtUpForTwoMinutesAndCountedBeyond() throws Exception {
    RuleService service = service();
    load(service, group("a", "15s", "r"));
    service.tick(at(60), LIMIT);
    assertThat(service.tick(at(180), LIMIT).evaluations()).isEqualTo(8);
    assertThat(service.tick(at(600), LIMIT).evaluations()).isEqualTo(4);
    assertThat(service.metrics().getFirst().iterationsMissed()).isEqualTo(24);
  }

  @Test
  void whatIsNotKnownOfTheTimeBeforeAColdStartIsNotMissed() throws Exception {
    RuleService first = service();
    load(first, group("a", "15s", "r"));
    for (int minute = 1; minute <= 10; minute++) {
      first.tick(at(minute * 60), LIMIT);
    }
    RuleService second = service();
    load(second, group("a", "15s", "r"));
    assertThat(second.tick(at(660), LIMIT).evaluations()).isEqualTo(4);
    assertThat(second.metrics().getFirst().iterationsMissed()).isZero();
    assertThat(second.tick(at(1200), LIMIT).evaluations()).isEqualTo(4);
    assertThat(second.metrics().getFirst().iterationsMissed()).isEqualTo(32);
  }

  @Test
  void aGroupThatIsCutOffAgainAndAgainMissesEachOfItsTimesOnce() throws Exception {
    RuleService service = service();
    String rules =
        IntStream.range(0, 1_000)
            .mapToObj("{record: r%d, expr: m}"::formatted)
            .collect(Collectors.joining(","));
    load(service, "{name: a, interval: 1m, rules: [" + rules + "]}");
    service.tick(at(60), LIMIT);
    for (int minute = 2; minute <= 6; minute++) {
      TickReport cutOff = service.tick(at(minute * 60), Duration.ofMillis(100));
      assertThat(cutOff.unfinished()).isNotEmpty();
    }
    assertThat(service.metrics().getFirst().iterationsMissed()).isEqualTo(4);

    assertThat(service.tick(at(420), LIMIT).evaluations()).isOne();

    assertThat(service.metrics().getFirst().iterationsMissed()).isEqualTo(5);
    assertThat(service.metrics().getFirst().iterations()).isEqualTo(7);
  }

  private static final String ALERTING =
      "{name: a, interval: 15s, rules: [{record: r, expr: m}, {alert: A, expr: m > 1, for: 15s}]}";

  @Test
  void storedGroupsShowWhatAnotherProcessLeft() throws Exception {
    RuleService service = service();
    load(service, ALERTING);
    service.tick(at(60), LIMIT);
    List<RuleGroupStatus> stored =
        new StoredGroups(bench.states(), ParserFeatures.DEFAULT)
            .read(
                new ConfigLoader()
                    .loadText(folder.resolve("prometheus.yml"), "rule_files: [rules.yml]\n"));
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().alerts()).isEqualTo(service.alerts()).hasSize(1);
    assertThat(((RuleStatus.Alerting) stored.getFirst().rules().get(1)).state())
        .isEqualTo("firing");
  }

  @Test
  void aTickThatIsDeliveredTwiceIsEvaluatedOnce() throws Exception {
    RuleService service = service();
    load(service, ALERTING);
    assertThat(service.tick(at(60), LIMIT).evaluations()).isEqualTo(4);
    bench.takeSent();
    TickReport again = service.tick(at(60), LIMIT);
    assertThat(again.evaluations()).isZero();
    assertThat(again.errors()).isEmpty();
    assertThat(bench.takeSent()).isEmpty();
  }

  @Test
  void twoProcessesThatGetTheSameTickAtOnceGiveTheSameSamplesAndTheSameNotifications()
      throws Exception {
    RuleService first = service();
    load(first, ALERTING);
    RuleService second = service();
    load(second, ALERTING);
    first.tick(at(60), LIMIT);
    List<Notification> sentByFirst = bench.takeSent();
    Map<String, Double> once = samplesUpTo(60);
    second.tick(at(60), LIMIT);
    assertThat(samplesUpTo(60)).isEqualTo(once);
    assertThat(sentByFirst).hasSize(1);
    assertThat(bench.takeSent()).isEqualTo(sentByFirst);
    RuleService third = service();
    load(third, ALERTING);
    third.tick(at(60), LIMIT);
    assertThat(bench.takeSent()).as("the state says that it was sent").isEmpty();
  }

  /// How many samples each series of the rules has.
  private Map<String, Double> samplesUpTo(int seconds) throws Exception {
    return bench.query(seconds, "count_over_time({__name__=~'r|ALERTS|ALERTS_FOR_STATE'}[2m])");
  }

  @Test
  void anOlderTickThatComesAfterANewerOneChangesNothing() throws Exception {
    RuleService service = service();
    load(service, ALERTING);
    service.tick(at(120), LIMIT);
    Map<String, Double> before = samplesUpTo(120);
    assertThat(service.tick(at(60), LIMIT).evaluations()).isZero();
    assertThat(samplesUpTo(120)).isEqualTo(before);
  }

  @Test
  void anotherProcessGoesOnWhereTheOneBeforeEnded() throws Exception {
    RuleService first = service();
    load(first, group("a", "15s", "r"));
    first.tick(at(60), LIMIT);
    RuleService second = service();
    load(second, group("a", "15s", "r"));
    Instant last = first.running().getFirst().state().lastEvaluation().orElseThrow();
    assertThat(second.tick(last.plusSeconds(15), LIMIT).evaluations()).isBetween(1, 4);
    assertThat(bench.query(75, "r")).hasSize(1);
  }

  @Test
  void aReloadKeepsTheGroupsThatDidNotChange() throws Exception {
    RuleService service = service();
    load(service, group("a", "15s", "r") + "," + group("b", "15s", "s"));
    service.tick(at(60), LIMIT);
    var before = service.running().getFirst();
    load(service, group("a", "15s", "r") + "," + group("b", "30s", "s"));
    assertThat(service.running().getFirst()).isSameAs(before);
    assertThat(service.running().get(1).state().lastEvaluation()).isPresent();
  }

  @Test
  void aRuleFileWithAProblemLeavesTheGroupsAsTheyWere() throws Exception {
    RuleService service = service();
    load(service, group("a", "15s", "r"));
    assertThatThrownBy(() -> load(service, "{name: a, rules: [{record: r, expr: 'sum('}]}"))
        .isInstanceOf(RuleFilesException.class)
        .hasMessageContaining("rules.yml:1:")
        .hasMessageContaining("unclosed left parenthesis");
    assertThat(service.running()).hasSize(1);
  }

  @Test
  void theSeriesOfAGroupThatIsGoneEndAfterTwoIntervals() throws Exception {
    RuleService service = service();
    load(service, group("a", "15s", "r") + "," + group("b", "15s", "s"));
    service.tick(at(60), LIMIT);
    load(service, group("b", "15s", "s"));
    service.tick(at(62), LIMIT);
    assertThat(bench.query(63, "r")).hasSize(1);
    service.tick(at(95), LIMIT);
    assertThat(bench.query(96, "r")).isEmpty();
    assertThat(bench.query(96, "s")).hasSize(1);
    assertThat(bench.states().keys()).hasSize(1);
  }

  @Test
  void aGroupThatIsRenamedKeepsTheSeriesAlive() throws Exception {
    RuleService service = service();
    load(service, group("a", "15s", "r"));
    service.tick(at(60), LIMIT);
    load(service, group("b", "15s", "r"));
    service.tick(at(95), LIMIT);
    service.tick(at(120), LIMIT);
    assertThat(bench.query(121, "r")).hasSize(1);
  }

  @Test
  void theClockEvaluatesGroupsByItselfAndEndsWhenClosed() throws Exception {
    RuleService service =
        new RuleService(
            withSystemClock(),
            new Notifier(clients, InstantSource.system()),
            ParserFeatures.DEFAULT);
    load(service, "{name: a, interval: 100ms, rules: [{record: r, expr: vector(1)}]}");
    RuleClock clock = new RuleClock(service);
    clock.start();
    long end = System.nanoTime() + 20_000_000_000L;
    while (service.metrics().getFirst().evaluations() < 3 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    clock.close();
    long evaluations = service.metrics().getFirst().evaluations();
    assertThat(evaluations).isGreaterThanOrEqualTo(3);
    Thread.sleep(300);
    assertThat(service.metrics().getFirst().evaluations()).isEqualTo(evaluations);
  }

  @Test
  void theClockGivesTheSamplesThatTheTimersTickGives() throws Exception {
    String rules =
        "{name: a, interval: 100ms, rules: [{record: r, expr: 'vector(time())'},"
            + " {alert: A, expr: vector(1)}]}";
    RuleService local = serviceWith(withSystemClock());
    load(local, rules);
    RuleClock clock = new RuleClock(local);
    clock.start();
    long end = System.nanoTime() + 20_000_000_000L;
    while (local.metrics().getFirst().evaluations() < 8 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    clock.close();
    Instant last = local.running().getFirst().state().lastEvaluation().orElseThrow();
    try (RuleBench other = new RuleBench(folder.resolve("function"))) {
      RuleService function = serviceWith(other.environment());
      load(function, rules);
      function.tick(last, LIMIT);
      List<String> byClock = bench.samples(last, "r", "ALERTS");
      assertThat(byClock).hasSizeGreaterThanOrEqualTo(8);
      // The clock began later, and may have missed slots on a slow machine.
      assertThat(other.samples(last, "r", "ALERTS")).containsAll(byClock);
    }
  }

  private static RuleService serviceWith(RuleEnvironment environment) {
    return new RuleService(
        environment,
        new Notifier(new HttpClientFactory(), InstantSource.system()),
        ParserFeatures.DEFAULT);
  }

  private RuleEnvironment withSystemClock() {
    var fixed = bench.environment();
    return new RuleEnvironment(
        fixed.queries(),
        fixed.writer(),
        fixed.states(),
        fixed.notifications(),
        fixed.externalLabels(),
        fixed.externalUrl(),
        fixed.resendDelay(),
        InstantSource.system());
  }
}
