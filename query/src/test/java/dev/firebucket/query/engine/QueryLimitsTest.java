package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.LabelSet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryLimitsTest {
  private static final long START = 1_700_000_000_000L;
  private static final LabelSet UP = LabelSet.of(LabelSet.NAME, "up", "job", "api");

  @TempDir private Path folder;

  private static EngineOptions options(long maxSamples, long maxBytes) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        0,
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        4,
        Duration.ofMinutes(1),
        1 << 20,
        Sharding.DEFAULT,
        Set.of());
  }

  private StoredFixture stored(long maxSamples) throws IOException {
    return stored(maxSamples, 0);
  }

  private StoredFixture stored(long maxSamples, long maxBytes) throws IOException {
    return new StoredFixture(folder, options(maxSamples, maxBytes))
        .series(UP, START, 15_000, 1, 1, 1, 1, 1, 1, 1, 1)
        .store();
  }

  private static PromqlException error(StoredFixture stored, String query) {
    try {
      stored.instant(query, START + 60_000);
    } catch (PromqlException e) {
      return e;
    }
    throw new AssertionError("no error: " + query);
  }

  @Test
  void tooManySamplesAreRefusedByName() throws IOException {
    try (StoredFixture stored = stored(3)) {
      PromqlException error = error(stored, "sum_over_time(up[5m])");
      assertThat(error.type()).isEqualTo(PromqlException.Type.EXECUTION);
      assertThat(error)
          .hasMessage(
              "query processing would load too many samples into memory in query execution");
    }
  }

  @Test
  void tooManyBytesAreRefusedBeforeTheyAreReadAndTheFlagIsNamed() throws IOException {
    try (StoredFixture stored = stored(1000, 100)) {
      PromqlException error = error(stored, "up + up offset 1m");
      assertThat(error.type()).isEqualTo(PromqlException.Type.EXECUTION);
      assertThat(error.type().status()).isEqualTo(422);
      assertThat(error).hasMessageContaining("than the 100 of --query.max-bytes");
    }
  }

  @Test
  void theBytesOfSeveralScansAreAddedUp() throws IOException {
    long one;
    try (StoredFixture written = stored(1000);
        Stream<Path> files = Files.walk(folder.resolve("tail"))) {
      one = files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
    try (StoredFixture stored = new StoredFixture(folder, options(1000, one + one / 2))) {
      assertThat(stored.instant("up", START + 60_000)).isInstanceOf(VectorResult.class);
      assertThat(error(stored, "up + sum({job='api'})")).hasMessageContaining("--query.max-bytes");
    }
  }

  @Test
  void moreStepsOfASubqueryThanSamplesAreAllowedAreRefusedBeforeTheyTakeMemory()
      throws IOException {
    try (StoredFixture stored = stored(1000)) {
      for (String query :
          List.of(
              "count_over_time(vector(1)[1h:1s])",
              "count_over_time(vector(time())[50y:1ms])",
              "count_over_time(up[100y:1ms] offset 100y)")) {
        assertThat(error(stored, query))
            .as(query)
            .hasMessage(
                "query processing would load too many samples into memory in query execution");
      }
    }
  }

  @Test
  void aQueryWithoutTimeLeftTimesOut() throws IOException {
    try (StoredFixture stored = stored(1000)) {
      assertThatExceptionOfType(PromqlException.class)
          .isThrownBy(
              () ->
                  stored
                      .engine()
                      .instant(
                          new InstantQuery(
                              "up", START, Duration.ofMinutes(5), Duration.ofNanos(1))))
          .satisfies(e -> assertThat(e.type()).isEqualTo(PromqlException.Type.TIMEOUT))
          .withMessageStartingWith("query timed out in");
    }
  }

  @Test
  void whatCannotBeEvaluatedIsNamedWithItsPlace() throws IOException {
    try (StoredFixture stored = stored(1000)) {
      PromqlException error = error(stored, "1 + label_join(up, '', '-', 'job')");
      assertThat(error.type().status()).isEqualTo(422);
      assertThat(error).hasMessage("invalid destination label name in label_join(): ");
      assertThat(error.range()).isNotNull();
      assertThat(error.range().start()).isEqualTo(19);
    }
  }

  @Test
  void anErrorOfAFunctionInSqlComesOutAsItIs() throws IOException {
    try (StoredFixture stored = stored(1000)) {
      assertThat(error(stored, "topk(scalar(nothing), up)")).hasMessage("Parameter value is NaN");
    }
  }

  @Test
  void samplesStoredTwiceCountOnceAndTheLaterOneWins() throws IOException {
    try (StoredFixture stored = stored(1000)) {
      stored.series(UP, START + 60_000, 15_000, 5).store();
      VectorResult count =
          (VectorResult) stored.instant("count_over_time(up[5m])", START + 120_000);
      VectorResult last = (VectorResult) stored.instant("up", START + 60_000);
      assertThat(count.samples().getFirst().value()).isEqualTo(8);
      assertThat(last.samples().getFirst().value()).isEqualTo(5);
    }
  }

  @Test
  void aQueryLeavesTheEngineUsableAfterAnError() throws IOException {
    try (StoredFixture stored = stored(1000)) {
      error(stored, "topk(scalar(nothing), up)");
      VectorResult up = (VectorResult) stored.instant("up", START);
      assertThat(up.samples()).hasSize(1);
    }
  }
}
