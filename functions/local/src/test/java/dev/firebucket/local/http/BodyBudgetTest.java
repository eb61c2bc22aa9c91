package dev.firebucket.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(100);

  @Test
  void bodiesTogetherHoldNoMoreThanThereIsRoomFor() {
    BodyBudget.Share one = budget.share();
    BodyBudget.Share other = budget.share();

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
    BodyBudget.Share one = budget.share();
    assertThat(one.add(30)).isTrue();

    one.close();
    one.close();

    assertThat(budget.held()).isZero();
  }
}
