package dev.firebucket.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OldGenerationTest {
  private static final long MB = 1 << 20;

  /// What is alive, what has been promoted since the last collection, and how often there was one.
  private long alive;

  private long garbage;
  private final AtomicInteger collections = new AtomicInteger();
  private final OldGeneration oldGeneration =
      new OldGeneration(
          () -> new OldGeneration.Usage(alive + garbage, alive),
          () -> {
            collections.incrementAndGet();
            garbage = 0;
          });

  @Test
  void whatQueriesLeaveThereNeverTakesMoreThanHalfOfWhatIsAlive() {
    alive = 100 * MB;
    long most = 0;
    for (int look = 0; look < 1000; look++) {
      garbage += MB;
      most = Math.max(most, alive + garbage);
      oldGeneration.look();
    }

    assertThat(most).isLessThanOrEqualTo(183 * MB);
    assertThat(collections).hasValue(1000 / 83);
  }

  @Test
  void whatIsAliveAloneIsNotCollectedAgainAndAgain() {
    alive = 2000 * MB;
    for (int look = 0; look < 1000; look++) {
      oldGeneration.look();
    }

    assertThat(collections).hasValue(0);
  }
}
