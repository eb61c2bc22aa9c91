package dev.firebucket.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  @TempDir private Path folder;

  @Test
  void eachOfItsQueriesIsAnswered() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    int queries = WarmUp.run(folder, Duration.ofMinutes(5), () -> asked.incrementAndGet() > 2 * 20);
    assertThat(queries).isEqualTo(2 * 20);
  }

  @Test
  void itEndsWhenItsTimeIsOver() throws IOException {
    assertThat(WarmUp.run(folder, Duration.ZERO, () -> false)).isZero();
  }
}
