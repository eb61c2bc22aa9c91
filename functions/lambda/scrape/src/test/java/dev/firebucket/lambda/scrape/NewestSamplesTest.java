package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.deployed.MetricLog;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.PlannedRound;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewestSamplesTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Instant now = NOON;
  private final NewestSamples samples =
      new NewestSamples(
          new MetricLog(
              Map.of("AWS_LAMBDA_FUNCTION_NAME", "scrape"),
              () -> now,
              new PrintStream(written, true, StandardCharsets.UTF_8)),
          () -> now);

  @Test
  void theAgeGrowsWhileRunsCannotStoreAndFallsWhenOneCan() {
    run(0, 2, null);
    run(60, 63, "503");
    run(120, 121, "503");
    run(180, 181.5, null);

    assertThat(ages()).containsExactly("2.0", "63.0", "121.0", "1.5");
  }

  @Test
  void anEventThatCameTooLateStoresNothing() {
    run(0, 1, null);
    now = NOON.plusSeconds(500);
    samples.after(round(60, 0), new EventReport.Missed(NOON.plusSeconds(60), now));

    assertThat(ages()).containsExactly("1.0", "500.0");
  }

  @Test
  void aRunThatAnotherEnvironmentOvertookSaysHowFarThatOneIs() {
    now = NOON.plusSeconds(125);
    samples.after(
        round(60, 0), new EventReport.Overtaken(NOON.plusSeconds(60), NOON.plusSeconds(120)));

    assertThat(ages()).containsExactly("5.0");
  }

  @Test
  void aNewEnvironmentThatOnlyMissesRunsReportsHowLateTheyAre() {
    now = NOON.plusSeconds(500);
    samples.after(round(60, 0), new EventReport.Missed(NOON.plusSeconds(60), now));

    assertThat(ages()).containsExactly("440.0");
  }

  @Test
  void shardsAreToldApartAndNothingIsSaidOfOneThatIsNotKnown() {
    run(0, 1, null);
    now = NOON.plusSeconds(90);
    samples.after(round(60, 1), scraped(60, "503"));

    assertThat(ages()).containsExactly("1.0");
  }

  private void run(long planned, double ended, @Nullable String error) {
    now = NOON.plusMillis(Math.round(ended * 1000));
    samples.after(round(planned, 0), scraped(planned, error));
  }

  private static EventReport scraped(long planned, @Nullable String error) {
    return new EventReport.Scraped(NOON.plusSeconds(planned), List.of(), 1, error, List.of());
  }

  private static PlannedRound round(long planned, int shard) {
    return PlannedRound.of(NOON.plusSeconds(planned), Duration.ofMinutes(1), shard, 2);
  }

  private List<String> ages() {
    return written
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll(".*\"NewestSampleAge\":([0-9.]+)}", "$1"))
        .toList();
  }
}
