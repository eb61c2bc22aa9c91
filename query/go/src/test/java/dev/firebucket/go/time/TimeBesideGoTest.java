package dev.firebucket.go.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.go.GoTable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeBesideGoTest {
  @Test
  void layoutsAreWrittenAsGoWritesThem() {
    assertThat(
            GoTable.differences(
                "time/layout.txt", row -> TimeLayout.format(time(Long.parseLong(row[0])), row[1])))
        .isEmpty();
  }

  private static OffsetDateTime time(long nanos) {
    return OffsetDateTime.ofInstant(Instant.EPOCH.plusNanos(nanos), ZoneOffset.UTC);
  }

  @Test
  void durationsAreWrittenAsGoWritesThem() {
    assertThat(
            GoTable.differences(
                "time/duration.txt", row -> DurationText.of(Long.parseLong(row[0]))))
        .isEmpty();
  }
}
