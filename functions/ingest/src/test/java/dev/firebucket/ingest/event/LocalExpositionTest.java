package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.testing.Configs;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Targets that this process answers itself.
final class LocalExpositionTest extends EventProcesses {
  /// Scrapes what a process of its own would serve at port 9090, and answers what the target's last
  /// error is.
  private String scrapeLocal(LocalExposition.Source source, String settings) throws Exception {
    ScrapeEvents process =
        new ScrapeEvents(
            Configs.load(
                folder,
                "scrape_configs: [{job_name: push, honor_labels: true, metrics_path: /push/metrics,"
                    + settings
                    + " static_configs: [{targets: ['localhost:9090']}]}]"),
            OPTIONS.with(new LocalExposition(9090, "/push/metrics", source)).source(clients),
            writer::submit,
            bucket.store(),
            OPTIONS,
            BackOff.NONE,
            RoundTime.of(() -> now));
    return nextMinute(process).targets().getFirst().lastError();
  }

  @Test
  void anExpositionOfTheProcessItselfIsScrapedWithoutARequest() throws Exception {
    assertThat(scrapeLocal(() -> "a{instance=\"db-1\"} 1\n", "")).isEmpty();
    assertThat(lastSamples())
        .containsExactly("a{instance=\"db-1\", job=\"push\"} 1.0 @" + millis());
  }

  private static long millis() {
    return START.toEpochMilli();
  }

  @Test
  void anExpositionOfTheProcessItselfKeepsTheLimitsOfItsTarget() throws Exception {
    String failed =
        scrapeLocal(
            () -> {
              throw new IOException("the bucket is gone");
            },
            "");
    assertThat(failed).isEqualTo("Get \"http://localhost:9090/push/metrics\": the bucket is gone");
    assertThat(scrapeLocal(() -> "a 1\n".repeat(10), " body_size_limit: 10B,"))
        .isEqualTo("body size limit exceeded");
    String late =
        scrapeLocal(
            () -> {
              try {
                Thread.sleep(10_000);
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return "";
            },
            " scrape_interval: 1s, scrape_timeout: 50ms,");
    assertThat(late).endsWith("context deadline exceeded");
  }
}
