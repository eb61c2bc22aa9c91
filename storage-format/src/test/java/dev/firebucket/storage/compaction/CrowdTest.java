package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.testing.S3TestEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compactors, writers and readers at once on a real S3 endpoint: nothing that was acknowledged is
/// lost, nothing is doubled.
///
/// Five minutes with 20, 20 and 5 of them: `-Dfirebucket.crowd.seconds=300 -Dfirebucket.crowd=20`.
class CrowdTest {
  private static final Duration TIME =
      Duration.ofSeconds(Long.getLong("firebucket.crowd.seconds", 4));
  private static final int SIZE = Integer.getInteger("firebucket.crowd", 4);

  @TempDir Path folder;

  @Test
  void aCrowdOnMinioLosesAndDoublesNothing() throws Exception {
    run(S3TestEndpoint.minio());
  }

  @Test
  void aCrowdOnLocalStackLosesAndDoublesNothing() throws Exception {
    run(S3TestEndpoint.localStack());
  }

  private void run(S3TestEndpoint endpoint) throws Exception {
    Crowd crowd = new Crowd(endpoint.newBucket() + "/crowd", endpoint.options(), folder);

    crowd.run(SIZE, TIME);

    System.out.println(crowd);
    assertThat(crowd.wrong()).isEmpty();
    assertThat(crowd.acknowledged()).isPositive();
    assertThat(crowd.files()).isPositive();
    assertThat(crowd.reads()).isPositive();
  }
}
