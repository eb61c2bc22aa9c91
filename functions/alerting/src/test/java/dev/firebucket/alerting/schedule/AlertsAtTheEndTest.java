package dev.firebucket.alerting.schedule;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.alerting.evaluation.RuleBench;
import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A tick in which one group hangs until the very end, and the alerts of another one have to be
/// sent a second time.
@Timeout(60)
class AlertsAtTheEndTest {
  @TempDir Path folder;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger posts = new AtomicInteger();
  private volatile String hanging = "none";
  private HttpServer alertmanager;

  @BeforeEach
  void listen() throws IOException {
    alertmanager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    alertmanager.createContext("/", this::answer);
    alertmanager.start();
  }

  /// The first request meets an Alertmanager that is about to start.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(posts.getAndIncrement() == 0 ? 503 : 200, -1);
    }
  }

  @AfterEach
  void end() {
    released.countDown();
    alertmanager.stop(0);
  }

  private ForwardingStore store() {
    return new ForwardingStore(memory) {
      @Override
      public boolean download(String key, Path target) throws IOException {
        try {
          var _ = !key.contains(hanging) || released.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        return super.download(key, target);
      }
    };
  }

  private RuleService service(RuleBench bench, HttpClientFactory clients) throws Exception {
    RuleEnvironment env = bench.environment();
    Notifier notifier = new Notifier(clients, InstantSource.fixed(RuleBench.START));
    RuleService service =
        new RuleService(
            new RuleEnvironment(
                env.queries(),
                env.writer(),
                env.states(),
                notifier,
                env.externalLabels(),
                env.externalUrl(),
                env.resendDelay(),
                env.clock()),
            notifier,
            ParserFeatures.DEFAULT);
    Files.writeString(
        folder.resolve("rules.yml"),
        "groups: [{name: hangs, rules: [{record: r, expr: slow}]},"
            + "{name: quick, rules: [{alert: Quick, expr: m > 0}]}]");
    service.load(
        new ConfigLoader()
            .loadText(
                folder.resolve("prometheus.yml"),
                "global: {evaluation_interval: 1m}\nrule_files: [rules.yml]\n"
                    + "alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}"
                        .formatted(alertmanager.getAddress().getPort())));
    return service;
  }

  @Test
  void haveTheirOwnTimeForTheLastTry() throws Exception {
    try (HttpClientFactory clients = new HttpClientFactory();
        RuleBench bench = new RuleBench(store(), folder.resolve("cache"))) {
      bench.sample(0, 3, "__name__", "m");
      bench.sample(1, 1, "__name__", "slow");
      RuleService service = service(bench, clients);
      bench.query(0, "m");
      hanging = bench.keyOf("slow");

      TickReport report = service.tick(at(60), Duration.ofSeconds(6));

      assertThat(report.unfinished()).anySatisfy(group -> assertThat(group).endsWith("hangs"));
      assertThat(posts).hasValue(2);
      assertThat(report.notificationsSent()).isEqualTo(1);
      assertThat(report.notificationsWaiting()).isZero();
    }
  }
}
