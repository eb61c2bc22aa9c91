package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import dev.firebucket.storage.model.SeriesId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What a writer keeps of series.
class EncodedSeriesCacheTest {
  private final EncodedSeriesCache cache = new EncodedSeriesCache();

  private static LabelSet series(int number) {
    return LabelSet.of("__name__", "m" + number % 7, "path", "/\"items\"/" + number);
  }

  @Test
  void aSeriesIsEncodedOnceAndAsFilesNameIt() {
    EncodedSeries first = cache.of(series(3));

    assertThat(first.key().metric()).isEqualTo("m3".getBytes(StandardCharsets.UTF_8));
    assertThat(first.key().labels())
        .isEqualTo(LabelsJson.write(series(3)).getBytes(StandardCharsets.UTF_8));
    assertThat(first.key().id()).isEqualTo(SeriesId.of(series(3)));
    assertThat(cache.of(series(3))).isSameAs(first);
  }

  @Test
  void whatIsNotWrittenWhileManyOthersAreIsForgotten() {
    EncodedSeries written = cache.of(series(0));
    EncodedSeries silent = cache.of(series(1));
    for (int number = 2; number < 150_000; number++) {
      var _ = cache.of(series(number));
      if (number % 10_000 == 0) {
        assertThat(cache.of(series(0))).isSameAs(written);
      }
    }

    assertThat(cache.of(series(1))).isNotSameAs(silent);
    assertThat(cache.of(series(1)).key()).isEqualTo(silent.key());
  }

  @Test
  void seriesOfOneMetricAreInTheOrderOfTheirIds() {
    EncodedSeries a = cache.of(series(7));
    EncodedSeries b = cache.of(series(14));
    EncodedSeries apart = EncodedSeries.of(series(14), "m0".getBytes(StandardCharsets.UTF_8));

    assertThat(a.key().metric()).isSameAs(b.key().metric());
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(a.compareTo(apart)));
    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(Long.compareUnsigned(a.key().id(), b.key().id()));
  }
}
