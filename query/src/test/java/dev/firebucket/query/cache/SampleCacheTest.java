package dev.firebucket.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.grid.Samples;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SampleCacheTest {
  private static SamplePage page(long series, int samples) {
    SamplePageBuilder builder = new SamplePageBuilder();
    for (int i = 0; i < samples; i++) {
      builder.add(series, i * 1000L, i);
    }
    return builder.build();
  }

  private static SampleCache.Key key(int file) {
    return new SampleCache.Key("file-" + file, "up", false);
  }

  @Test
  void aSeriesWithoutSamplesIsKnownToHaveNone() {
    SampleCache cache = new SampleCache(1 << 20);
    cache.add(key(1), new long[] {1, 2}, page(2, 3));

    assertThat(cache.get(key(1)).missing(new long[] {1, 2, 3})).containsExactly(3);
    assertThat(cache.get(key(1)).samples(1)).isNull();
    assertThat(Objects.requireNonNull(cache.get(key(1)).samples(2)).size()).isEqualTo(3);
    assertThat(cache.get(key(2)).missing(new long[] {1})).containsExactly(1);
  }

  @Test
  void whatWasNotAskedForLongestGoesFirst() {
    long one = page(1, 1000).bytes();
    SampleCache cache = new SampleCache(one * 2 + one / 2);
    cache.add(key(1), new long[] {1}, page(1, 1000));
    cache.add(key(2), new long[] {1}, page(1, 1000));
    assertThat(cache.get(key(1)).missing(new long[] {1})).isEmpty();

    cache.add(key(3), new long[] {1}, page(1, 1000));

    assertThat(cache.get(key(2)).missing(new long[] {1})).containsExactly(1);
    assertThat(cache.get(key(1)).missing(new long[] {1})).isEmpty();
    assertThat(cache.bytes()).isLessThanOrEqualTo(cache.maximumBytes());
  }

  @Test
  void whatNobodyAsksForAnyMoreGoesThoughThereIsRoom() {
    AtomicLong minutes = new AtomicLong();
    SampleCache cache = new SampleCache(1 << 20, () -> Duration.ofMinutes(minutes.get()).toNanos());
    for (int file = 0; file < 100; file++) {
      cache.add(key(file), new long[] {1}, page(1, 10));
      assertThat(cache.get(key(0)).missing(new long[] {1})).isEmpty();
      minutes.incrementAndGet();
    }

    assertThat(cache.bytes()).isEqualTo(6 * cache.get(key(0)).bytes());
    assertThat(cache.get(key(90)).missing(new long[] {1})).containsExactly(1);
    assertThat(cache.metricsOf("file-90", false)).isZero();
    assertThat(cache.get(key(99)).missing(new long[] {1})).isEmpty();
  }

  @Test
  void whatIsTooBigIsGivenBackButNotKept() {
    SampleCache cache = new SampleCache(100);

    SampleBlock block = cache.add(key(1), new long[] {1}, page(1, 1000));

    assertThat(Objects.requireNonNull(block.samples(1)).size()).isEqualTo(1000);
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void aSeriesThatComesInSeveralRunsIsPutTogetherAgain() {
    SamplePageBuilder builder = new SamplePageBuilder();
    builder.add(7, 3000, 3);
    builder.add(7, 4000, 4);
    builder.add(8, 1000, 1);
    builder.add(7, 1000, 1);
    builder.startedAt(500);

    Samples samples = Objects.requireNonNull(builder.build().samples(7));

    assertThat(samples.size()).isEqualTo(3);
    assertThat(samples.time(0)).isEqualTo(1000);
    assertThat(samples.startTimestamp(0)).isEqualTo(500);
    assertThat(samples.value(2)).isEqualTo(4);
  }

  @Test
  void runsOfASeriesThatFollowEachOtherArePutInOrderOfTime() {
    SamplePageBuilder builder = new SamplePageBuilder();
    builder.add(7, 3000, 3);
    builder.add(7, 4000, 4);
    builder.add(7, 1000, 1);
    builder.add(7, 2000, 2);

    Samples samples = Objects.requireNonNull(builder.build().samples(7));

    assertThat(samples.size()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      assertThat(samples.time(i)).isEqualTo((i + 1) * 1000L);
      assertThat(samples.value(i)).isEqualTo(i + 1);
    }
  }
}
