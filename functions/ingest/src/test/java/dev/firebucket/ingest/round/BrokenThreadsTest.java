package dev.firebucket.ingest.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.ingest.scrape.ScrapedBody;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BrokenThreadsTest {
  private static final Instant START = Instant.parse("2026-11-29T18:00:00Z");

  /// A machine that has no thread left after some.
  private static RoundTime machine(int threads) {
    RoundTime whole = RoundTime.of(InstantSource.system());
    int[] left = {threads};
    return new RoundTime() {
      @Override
      public Instant instant() {
        return whole.instant();
      }

      @Override
      public long nanoTime() {
        return whole.nanoTime();
      }

      @Override
      public Thread start(String name, Runnable work) {
        if (left[0]-- == 0) {
          throw new OutOfMemoryError("unable to create native thread");
        }
        return whole.start(name, work);
      }

      @Override
      public <T> Mailbox<T> mailbox() {
        return whole.mailbox();
      }
    };
  }

  @Test
  void aRoundWithoutThreadsFailsInsteadOfWaitingForThem() {
    PrometheusConfig config = Configs.job("static_configs: [{targets: ['a:1', 'b:1', 'c:1']}]\n");
    RoundTime time = machine(2);
    byte[] body = "a 1\n".getBytes(StandardCharsets.UTF_8);
    ScrapeJob job =
        new ScrapeJob(
            config.scrapeConfigs().getFirst(),
            target -> new ScrapedBody(body, body.length, "text/plain"),
            time);
    ScrapeMemory memory = new ScrapeMemory();
    CollectingWriter writer = new CollectingWriter();
    ScrapeRound round = new ScrapeRound(memory, writer::submit, RoundOptions.of("test"), time);
    List<ScrapeTask> tasks = job.tasks(job.targets(START), target -> true, memory);

    assertThatThrownBy(
            () ->
                round.run(
                    new Round(START, tasks, List.of(), Duration.ofSeconds(10), Optional.empty())))
        .hasMessageContaining("scraping failed for a reason of our own")
        .hasMessageContaining("unable to create native thread");
    assertThat(writer.objects()).isEmpty();
  }
}
