package dev.firebucket.alerting.schedule;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.alerting.evaluation.RuleBench;
import dev.firebucket.alerting.ontime.DelayedStore;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A tick over a bucket that is slow, hangs or fails.
@Timeout(60)
class RuleTickTest {
  private static final Duration LIMIT = Duration.ofSeconds(55);

  @TempDir Path folder;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpClientFactory clients;
  private DelayedStore store;
  private RuleBench bench;
  private volatile String hanging = "none";
  private volatile String failing = "none";
  private volatile String broken = "none";
  private volatile boolean unlisted;

  @BeforeEach
  void open() throws IOException {
    clients = new HttpClientFactory();
    store = new DelayedStore(awkward(), Duration.ZERO);
    bench = new RuleBench(store, folder.resolve("first"));
    bench.sample(0, 3, "__name__", "m");
  }

  @AfterEach
  void close() {
    released.countDown();
    bench.close();
    clients.close();
  }

  /// A store on which some objects cannot be read, or not be put, until the test ends.
  private ForwardingStore awkward() {
    return new ForwardingStore(memory) {
      @Override
      public boolean download(String key, Path target) throws IOException {
        if (key.contains(hanging)) {
          await();
        }
        return super.download(key, target);
      }

      @Override
      public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
        if (unlisted) {
          throw new IOException("no LIST");
        }
        return super.list(prefix, startAfter);
      }

      @Override
      public void put(String key, byte[] body) throws IOException {
        if (key.startsWith(failing)) {
          throw new IOException("the bucket refuses " + failing);
        }
        if (key.startsWith(broken)) {
          throw new IllegalStateException("a defect at " + broken);
        }
        super.put(key, body);
      }

      private void await() {
        RuleBench.awaitThoughInterrupted(released);
      }
    };
  }

  private RuleService service(RuleBench on, String groups) throws Exception {
    return on.service(folder, groups, clients);
  }

  private static String recording(int groups, int rules) {
    return IntStream.range(0, groups)
        .mapToObj(
            group ->
                IntStream.range(0, rules)
                    .mapToObj(rule -> "{record: r%d_%d, expr: m}".formatted(group, rule))
                    .collect(Collectors.joining(",", "{name: g" + group + ", rules: [", "]}")))
        .collect(Collectors.joining(","));
  }

  @Test
  void aTickLooksAtTheStoreOnceAndPutsOneObjectForManyGroups() throws Exception {
    RuleService service = service(bench, recording(20, 5));
    service.tick(at(60), LIMIT);
    store.takeRequests();
    bench.sample(70, 4, "__name__", "m");
    store.takeRequests();

    TickReport report = service.tick(at(120), LIMIT);

    assertThat(report.errors()).isEmpty();
    assertThat(report.samples()).isEqualTo(100);
    assertThat(store.takeRequests())
        .containsOnly(
            Map.entry("GET catalog/", 1), Map.entry("LIST tail/", 1), Map.entry("PUT tail/", 1));
    assertThat(bench.query(120, "count({__name__=~'r.*'})").values()).containsExactly(100.0);
  }

  @Test
  void aLaterSlotOfATickSeesWhatAnEarlierOneRecorded() throws Exception {
    RuleService service =
        service(
            bench,
            "{name: g, interval: 15s, rules: ["
                + "{record: n, expr: 'count_over_time(n[5m]) or vector(0)'},"
                + "{record: twice, expr: n * 2}]}");
    store.takeRequests();

    TickReport report = service.tick(at(60), LIMIT);

    assertThat(report.evaluations()).isEqualTo(4);
    assertThat(store.takeRequests()).containsEntry("PUT tail/", 1);
    assertThat(bench.query(60, "n").values()).containsExactly(3.0);
    assertThat(bench.query(60, "twice").values()).containsExactly(6.0);
    assertThat(bench.query(60, "sum_over_time(n[5m])").values()).containsExactly(6.0);
  }

  private static final String SLOW_AND_QUICK =
      "{name: slow, rules: [{record: r, expr: m}, {alert: Slow, expr: slow > 0}]},"
          + "{name: quick, rules: [{alert: Quick, expr: m > 0}]}";

  /// Two groups, of which one reads an object that cannot be read until the test says so.
  private RuleService slowAndQuick() throws Exception {
    RuleService service = service(bench, SLOW_AND_QUICK);
    bench.sample(1, 1, "__name__", "slow");
    bench.query(0, "m");
    hanging = bench.keyOf("slow");
    return service;
  }

  private List<String> sent() {
    return bench.takeSent().stream().map(sent -> sent.labels().value("alertname")).toList();
  }

  @Test
  void aGroupThatWaitsForItsObjectsHoldsBackNobodysAlerts() throws Exception {
    RuleService service = slowAndQuick();
    CompletableFuture<TickReport> report = tickInBackground(service, LIMIT);
    List<String> first = sent();
    while (first.isEmpty() && !report.isDone()) {
      Thread.sleep(10);
      first = sent();
    }
    assertThat(first).containsExactly("Quick");
    assertThat(report).isNotDone();

    released.countDown();

    assertThat(report.get(50, TimeUnit.SECONDS).errors()).isEmpty();
    assertThat(sent()).containsExactly("Slow");
  }

  private static CompletableFuture<TickReport> tickInBackground(
      RuleService service, Duration limit) {
    CompletableFuture<TickReport> report = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            report.complete(service.tick(at(60), limit));
          } catch (InterruptedException e) {
            report.completeExceptionally(e);
          }
        });
    return report;
  }

  @Test
  void aGroupThatWaitsBeyondTheEndIsReported() throws Exception {
    RuleService service = slowAndQuick();

    TickReport report = service.tick(at(60), Duration.ofSeconds(2));

    String slow = folder.resolve("rules.yml") + ";slow";
    assertThat(report.unfinished()).contains(slow);
    assertThat(report.errors()).contains("group " + slow + ": the store did not answer in time");
    assertThat(service.tick(at(120), Duration.ofMillis(100)).errors())
        .anySatisfy(error -> assertThat(error).contains("still busy with an earlier tick"));
  }

  @Test
  void aGroupThatIsCutOffLeavesNothingAndIsMadeUpForByTheNextTick() throws Exception {
    RuleService service = slowAndQuick();
    CompletableFuture<TickReport> running = tickInBackground(service, Duration.ofSeconds(8));
    // After the deadline of the rules, which comes two seconds before the end.
    Thread.sleep(6_500);
    released.countDown();

    TickReport report = running.get(50, TimeUnit.SECONDS);

    assertThat(report.unfinished()).contains("slow");
    assertThat(report.errors())
        .anySatisfy(
            error ->
                assertThat(error).startsWith("group slow").contains("was not finished in time"));
    assertThat(sent()).doesNotContain("Slow");
    assertThat(bench.query(60, "r")).as("what it recorded before it was cut off").isEmpty();
    assertThat(service.running().getFirst().overran()).isTrue();

    assertThat(service.tick(at(120), LIMIT).unfinished()).isEmpty();
    assertThat(sent()).contains("Slow");
    assertThat(service.running().getFirst().overran()).isFalse();
  }

  @Test
  void slotsThatWereCutOffAreMadeUpForOrCountedAsMissed() throws Exception {
    RuleService service = service(bench, recording(1, 1_000));
    service.tick(at(60), LIMIT);
    assertThat(service.tick(at(120), Duration.ofMillis(100)).unfinished()).hasSize(1);

    service.tick(at(180), LIMIT);

    assertThat(service.metrics().getFirst().iterationsMissed()).isEqualTo(1);
    assertThat(service.metrics().getFirst().iterations()).isEqualTo(3);
  }

  @Test
  void aProcessThatDiesBetweenSamplesAndStateIsContinuedByTheNext() throws Exception {
    String rules =
        "{name: g, rules: [{record: r, expr: m}, {alert: A, expr: m > 0, for: 1m, labels: {l: x}}]}";
    service(bench, rules).tick(at(60), LIMIT);
    failing = "rules/";
    TickReport died = service(bench, rules).tick(at(120), LIMIT);
    assertThat(died.errors()).singleElement().asString().contains("could not be kept");
    assertThat(bench.takeSent()).as("it fires, whatever the store says").hasSize(1);
    failing = "none";

    try (RuleBench next = new RuleBench(memory, folder.resolve("next"))) {
      RuleService continued = service(next, rules);
      assertThat(continued.tick(at(120), LIMIT).evaluations()).as("the same tick again").isOne();
      assertThat(next.takeSent()).hasSize(1);
      assertThat(continued.tick(at(180), LIMIT).errors()).isEmpty();
      assertThat(next.query(180, "count_over_time({__name__=~'r|ALERTS.*'}[5m])"))
          .isEqualTo(
              Map.of(
                  "{}",
                  3.0,
                  "{alertname=\"A\", alertstate=\"pending\", l=\"x\"}",
                  1.0,
                  "{alertname=\"A\", alertstate=\"firing\", l=\"x\"}",
                  2.0,
                  "{alertname=\"A\", l=\"x\"}",
                  3.0));
    }
  }

  @Test
  void samplesThatTheStoreRefusesFailTheRulesAndTheNextTickGoesOn() throws Exception {
    RuleService service = service(bench, recording(3, 2));
    service.tick(at(60), LIMIT);
    failing = "tail/";
    TickReport refused = service.tick(at(120), LIMIT);
    assertThat(refused.errors())
        .hasSize(6)
        .allSatisfy(error -> assertThat(error).contains("rule sample appending failed"));
    assertThat(refused.isFailure()).isTrue();
    failing = "none";

    assertThat(service.tick(at(180), LIMIT).errors()).isEmpty();
    assertThat(bench.query(180, "count_over_time(r2_1[5m])").values()).containsExactly(2.0);
  }

  @Test
  void aGroupReadsWhatAnotherRecordedInTheSameTick() throws Exception {
    String rules =
        "{name: reads, interval: 1m, rules: [{record: seen, expr: 'timestamp(given)'}]},"
            + "{name: gives, interval: 15s, rules: [{record: given, expr: m}]}";
    RuleService service = service(bench, rules);
    for (int minute = 1; minute <= 3; minute++) {
      bench.sample(minute * 60, 3, "__name__", "m");
      assertThat(service.tick(at(minute * 60), LIMIT).errors()).isEmpty();
    }
    double read = bench.query(180, "seen").values().iterator().next();
    double evaluated = bench.query(180, "timestamp(seen)").values().iterator().next();
    assertThat(evaluated - read).as("as old as the other group's interval").isBetween(0.0, 15.0);
  }

  @Test
  void aTickIsAFailureOnlyWhereNothingWorked() throws Exception {
    RuleService service =
        service(
            bench,
            recording(1, 1)
                + ", {name: bad, rules: [{record: bad, expr: 'm + on() m or ALERTS'}]}");
    bench.sample(0, 3, "__name__", "m", "a", "b");
    TickReport partly = service.tick(at(60), LIMIT);
    assertThat(partly.errors()).singleElement().asString().contains("rule bad");
    assertThat(partly.isFailure()).isFalse();

    unlisted = true;
    TickReport blind = service.tick(at(120), LIMIT);
    assertThat(blind.errors()).hasSize(2).allSatisfy(one -> assertThat(one).contains("no LIST"));
    assertThat(blind.isFailure()).isTrue();

    unlisted = false;
    assertThat(service.tick(at(120), LIMIT).isFailure()).as("nothing is due").isFalse();
    assertThat(service.tick(at(180), LIMIT).isFailure()).isFalse();
  }

  @Test
  void aTickInWhichADefectStopsEveryGroupIsAFailure() throws Exception {
    RuleService service = service(bench, recording(3, 1));
    broken = "rules/";

    TickReport report = service.tick(at(60), LIMIT);

    assertThat(report.errors())
        .hasSize(3)
        .allSatisfy(error -> assertThat(error).contains("internal error", "a defect at rules/"));
    assertThat(report.groups()).isEqualTo(3);
    assertThat(report.isFailure()).isTrue();
  }

  @Test
  void twoTicksOfTheSameTimeSendTheSameNotifications() throws Exception {
    String rules =
        IntStream.range(0, 30)
            .mapToObj(
                n -> "{name: g%d, rules: [{alert: A%d, expr: 'm > %d'}]}".formatted(n, n, n % 4))
            .collect(Collectors.joining(","));
    RuleService first = service(bench, rules);
    RuleService second = service(bench, rules);
    first.tick(at(60), LIMIT);
    Set<Notification> once = Set.copyOf(bench.takeSent());
    second.tick(at(60), LIMIT);
    assertThat(once).hasSize(23);
    assertThat(Set.copyOf(bench.takeSent())).isEqualTo(once);
    assertThat(bench.query(60, "sum(count_over_time(ALERTS[5m]))").values()).containsExactly(23.0);
  }
}
