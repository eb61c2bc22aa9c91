package dev.firebucket.alerting.schedule;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.evaluation.RuleBench;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A tick over a bucket whose listing does not come back.
@Timeout(60)
class HangingLookTest {
  private static final int GROUPS = 2 * Runtime.getRuntime().availableProcessors() + 8;

  @TempDir Path folder;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean hangs;

  private ForwardingStore hanging() {
    return new ForwardingStore(new MemoryObjectStore()) {
      @Override
      public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
        if (hangs) {
          RuleBench.awaitThoughInterrupted(released);
        }
        return super.list(prefix, startAfter);
      }
    };
  }

  private RuleService service(RuleBench bench, HttpClientFactory clients) throws Exception {
    String groups =
        IntStream.range(0, GROUPS)
            .mapToObj(n -> "{name: g%d, rules: [{record: r%d, expr: m}]}".formatted(n, n))
            .collect(Collectors.joining(","));
    return bench.service(folder, groups, clients);
  }

  @Test
  void aTickEndsInTimeThoughGroupsThatHangHoldAllPlacesAndTheNextGoesOn() throws Exception {
    try (HttpClientFactory clients = new HttpClientFactory();
        RuleBench bench = new RuleBench(hanging(), folder.resolve("cache"))) {
      bench.sample(0, 3, "__name__", "m");
      RuleService service = service(bench, clients);
      hangs = true;
      long began = System.nanoTime();

      TickReport report = service.tick(at(60), Duration.ofSeconds(2));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(report.unfinished()).hasSize(GROUPS);
      assertThat(report.groups()).isEqualTo(GROUPS);
      assertThat(report.isFailure()).isTrue();
      assertThat(report.errors())
          .anySatisfy(error -> assertThat(error).contains("the store did not answer in time"))
          .anySatisfy(error -> assertThat(error).contains("was not begun in time"));

      hangs = false;
      released.countDown();
      TickReport next = service.tick(at(120), Duration.ofSeconds(50));
      while (!next.unfinished().isEmpty()) {
        next = service.tick(at(120), Duration.ofSeconds(50));
      }
      assertThat(bench.query(120, "count({__name__=~'r.*'})").values())
          .containsExactly((double) GROUPS);
    } finally {
      released.countDown();
    }
  }
}
