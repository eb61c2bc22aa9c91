package dev.firebucket.config.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void sharesTogetherHoldNoMoreThanThereIsRoomFor() {
    ByteBudget.Share one = budget.share();
    ByteBudget.Share other = budget.share();

    assertThat(one.add(60)).isTrue();
    assertThat(other.add(50)).as("110 of 100").isFalse();
    assertThat(other.add(40)).isTrue();
    assertThat(budget.held()).isEqualTo(100);

    one.close();
    assertThat(other.add(60)).isTrue();
    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void whatIsGivenBackTwiceCountsOnce() {
    ByteBudget.Share one = budget.share();
    assertThat(one.add(30)).isTrue();

    one.close();
    one.close();

    assertThat(budget.held()).isZero();
  }

  @Test
  void whatCanNeverFitIsToldFromWhatDoesNotFitNow() throws Exception {
    ByteBudget.Share body = budget.share();
    assertThat(body.add(30)).isTrue();
    ByteBudget.Share decoded = budget.shareNextTo(30);

    refuses(decoded, 71, true);
    decoded.take(70);
    refuses(decoded, 1, true);
    ByteBudget.Share later = budget.share();
    refuses(later, 1, false);

    decoded.close();
    body.close();
    later.take(100);
    assertThat(budget.held()).isEqualTo(100);
  }

  private static void refuses(ByteBudget.Share share, long bytes, boolean ever) {
    assertThatThrownBy(() -> share.take(bytes))
        .asInstanceOf(InstanceOfAssertFactories.type(NoRoomException.class))
        .returns(ever, NoRoomException::isTooLarge);
  }

  @Test
  void manySmallBytesAreCountedInSteps() throws Exception {
    ByteBudget large = new ByteBudget(1 << 20);
    try (ByteBudget.Share share = large.share()) {
      for (int i = 0; i < 1000; i++) {
        share.take(100);
      }
      assertThat(large.held()).isBetween(100_000L, 200_000L);
      for (int i = 0; i < 9_485; i++) {
        share.take(100);
      }
      assertThat(large.held()).as("the last step is as small as the rest").isEqualTo(1 << 20);
    }
    assertThat(large.held()).isZero();
  }
}
