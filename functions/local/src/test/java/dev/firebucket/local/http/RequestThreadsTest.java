package dev.firebucket.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.api.routing.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestThreadsTest {
  /// Waits for whoever blocks the others would hang here for ever.
  @ParameterizedTest
  @EnumSource(Work.class)
  void aKindThatIsFullKeepsNoOtherFromAnAnswer(Work full) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    try (RequestThreads threads = new RequestThreads()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  waiting.add(threads.run(full, () -> await(end)));
                }
              })
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(waiting).hasSizeGreaterThanOrEqualTo(2_000);

      for (Work other : Work.values()) {
        if (other != full) {
          assertThat(threads.run(other, () -> other).get()).isEqualTo(other);
        }
      }
      end.countDown();
      for (CompletableFuture<Boolean> one : waiting) {
        assertThat(one.get()).isTrue();
      }
      assertThat(threads.run(full, () -> full).get()).as("room again").isEqualTo(full);
    }
  }

  private static boolean await(CountDownLatch end) throws InterruptedException {
    end.await();
    return true;
  }

  @Test
  void whatFailsFailsTheRequestAndGivesItsRoomBack() throws Exception {
    try (RequestThreads threads = new RequestThreads()) {
      for (int i = 0; i < 3_000; i++) {
        assertThat(
                threads.run(
                    Work.WRITE,
                    () -> {
                      throw new IllegalStateException("wrong");
                    }))
            .failsWithin(java.time.Duration.ofSeconds(30));
      }
    }
  }
}
