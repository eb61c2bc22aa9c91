package dev.firebucket.ingest.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// When the next object is due.
final class BacklogTest {
  private static final long WAIT = WritePolicy.ANSWERED.gather().toNanos();

  private final Backlog backlog = new Backlog(WriterOptions.DEFAULT);

  private void comes(long arrived, WritePolicy policy) throws TooManySamplesWaitingException {
    var _ = backlog.add(new Submission(List.of(), 1, policy, arrived, new CompletableFuture<>()));
  }

  private void aloneAndStored(long arrived) throws TooManySamplesWaitingException {
    comes(arrived, WritePolicy.ANSWERED);
    assertThat(backlog.take(arrived + WAIT)).hasSize(1);
    backlog.ended();
  }

  @Test
  void theFirstOneWaitsForOthers() throws Exception {
    comes(1000, WritePolicy.ANSWERED);

    assertThat(backlog.due(1000)).isEqualTo(1000 + WAIT);
  }

  @Test
  void whoHasWaitedForNobodyWaitsNoMore() throws Exception {
    aloneAndStored(0);
    comes(5 * WAIT, WritePolicy.ANSWERED);

    assertThat(backlog.due(5 * WAIT)).isEqualTo(5 * WAIT);
  }

  @Test
  void whoComesWhileAnotherIsWrittenWaitsForMore() throws Exception {
    aloneAndStored(0);
    comes(5 * WAIT, WritePolicy.ANSWERED);
    assertThat(backlog.take(5 * WAIT)).hasSize(1);
    comes(6 * WAIT, WritePolicy.ANSWERED);

    assertThat(backlog.due(6 * WAIT)).isEqualTo(7 * WAIT);
  }

  @Test
  void whereTwoCameTogetherTheNextOneWaits() throws Exception {
    aloneAndStored(0);
    comes(5 * WAIT, WritePolicy.ANSWERED);
    comes(5 * WAIT, WritePolicy.ANSWERED);
    assertThat(backlog.take(6 * WAIT)).hasSize(2);
    backlog.ended();
    comes(9 * WAIT, WritePolicy.ANSWERED);

    assertThat(backlog.due(9 * WAIT)).isEqualTo(10 * WAIT);
  }

  @Test
  void scrapesAlwaysWaitForOthers() throws Exception {
    aloneAndStored(0);
    comes(5 * WAIT, WritePolicy.KEPT);

    assertThat(backlog.due(5 * WAIT)).isEqualTo(5 * WAIT + WritePolicy.KEPT.gather().toNanos());
  }
}
