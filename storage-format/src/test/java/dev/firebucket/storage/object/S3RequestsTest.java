package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is counted when S3 does not answer well: attempts, as they are charged.
class S3RequestsTest {
  private final AtomicInteger refusals = new AtomicInteger();
  private AnsweredStore answered;
  private ObjectStore store;

  @BeforeEach
  void openStore() throws Exception {
    answered =
        new AnsweredStore(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              boolean refused = refusals.getAndDecrement() > 0;
              exchange.sendResponseHeaders(refused ? 503 : 200, -1);
              exchange.close();
            });
    store = answered.store();
  }

  @AfterEach
  void close() {
    answered.close();
  }

  @Test
  void eachAttemptOfAPutIsCounted() throws Exception {
    refusals.set(2);

    store.put("tail/a", new byte[7]);

    assertThat(store.requests().counts().of(StoreRequest.PUT))
        .isEqualTo(new StoreRequestCounts.Count(3, 2, 21));
  }

  @Test
  void aRequestWithoutAnAnswerHasFailed() {
    answered.stop();

    assertThatThrownBy(() -> store.list("tail/")).isInstanceOf(ObjectStoreException.class);

    assertThat(store.requests().counts().of(StoreRequest.LIST).requests()).isBetween(1L, 4L);
    assertThat(store.requests().counts().of(StoreRequest.LIST).failures()).isPositive();
  }
}
