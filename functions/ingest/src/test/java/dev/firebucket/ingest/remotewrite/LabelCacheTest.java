package dev.firebucket.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabelCacheTest {
  private static final long MOST = 1 << 20;
  private final LabelCache cache = new LabelCache(MOST);

  private static byte[] raw(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatChurnsTakesNoMoreThanItsBytes() {
    for (int i = 0; i < 100_000; i++) {
      byte[] raw = raw("series-" + i);
      cache.add(raw, raw.length, LabelSet.of("__name__", "series-" + i));
      assertThat(cache.bytes()).isLessThanOrEqualTo(MOST);
    }
    byte[] last = raw("series-99999");
    assertThat(cache.find(last, last.length)).isEqualTo(LabelSet.of("__name__", "series-99999"));
  }

  @Test
  void whatIsTooLargeIsNotKept() {
    byte[] raw = raw("x".repeat(100_000));
    cache.add(raw, raw.length, LabelSet.of("__name__", "x"));

    assertThat(cache.bytes()).isZero();
  }
}
