package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A store in a directory of which something cannot be read just now, while a process holds it: an
/// error, and the whole answer again as soon as it can.
class OutOfReachStoreTest {
  private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final String WHOLE = "value=5.0";

  @TempDir Path folder;
  private Path root;
  private Bucket bucket;
  private QueryEngine engine;

  /// Two samples in a file of each of two days, one in a fresh object.
  @BeforeEach
  void fill() throws IOException {
    root = folder.resolve("store");
    bucket = Bucket.open(root.toString(), BucketOptions.defaults());
    write(DAY, DAY + 1_000, DAY + DAY_MILLIS, DAY + DAY_MILLIS + 1_000);
    bucket.compactor(CompactionPolicy.EAGER).compact(Instant.ofEpochMilli(DAY + 10 * DAY_MILLIS));
    write(DAY + DAY_MILLIS + 2_000);
    bucket.store().delete(bucket.catalogs().newest().removedKeys());
    reopen();
  }

  @AfterEach
  void close() {
    engine.close();
    bucket.close();
  }

  private void write(long... times) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (long time : times) {
      batch.append(LabelSet.of("__name__", "m"), time, 1);
    }
    bucket.writer().write(batch);
  }

  private void reopen() throws IOException {
    bucket.close();
    bucket = Bucket.open(root.toString(), BucketOptions.defaults());
    engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
  }

  private QueryResult ask() {
    return engine.instant(
        new InstantQuery(
            "count_over_time(m[3d])",
            DAY + 2 * DAY_MILLIS,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1)));
  }

  private void requireUnavailable() {
    assertThatExceptionOfType(PromqlException.class)
        .isThrownBy(this::ask)
        .satisfies(e -> assertThat(e.type()).isEqualTo(PromqlException.Type.UNAVAILABLE))
        .withMessageContaining("cannot read the store")
        .withMessageNotContaining("damaged");
  }

  /// By an engine that has not kept any samples.
  private void requireWhole() {
    engine.close();
    engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
    QueryResult answer = ask();
    assertThat(answer.toString()).contains(WHOLE);
    assertThat(answer.warnings()).isEmpty();
    engine.close();
    engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
  }

  /// A key of a file that is there.
  private Path file(String prefix) throws IOException {
    return root.resolve(bucket.store().list(prefix).getFirst().key());
  }

  /// As a volume that is no longer mounted: its mount point is missing, or is there and empty.
  @ParameterizedTest
  @CsvSource({"'',false", "'',true", "samples,false", "samples,true", "tail,false"})
  void aFolderThatIsGoneWithAllInItIsAnError(String gone, boolean leavesAFolder)
      throws IOException {
    // What was in the tail knows only who has listed it.
    for (boolean known : gone.equals("tail") ? List.of(true) : List.of(false, true)) {
      if (known) {
        requireWhole();
      }
      Path away = folder.resolve("away");
      Path place = root.resolve(gone);
      Files.move(place, away);
      if (leavesAFolder) {
        Files.createDirectory(place);
      }

      requireUnavailable();

      if (leavesAFolder) {
        Files.delete(place);
      }
      Files.move(away, place);
      requireWhole();
    }
  }

  @Test
  void aFileThatWasDeletedByHandIsMissingAndNamed() throws IOException {
    Files.delete(file("samples/"));
    Files.delete(file("series/"));

    QueryResult answer = ask();

    assertThat(answer.toString()).contains("value=3.0");
    assertThat(answer.warnings()).singleElement().asString().contains("is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples/", "series/", "tail/"})
  void aFileThatMayNotBeReadIsAnError(String prefix) throws IOException {
    Path file = file(prefix);
    for (boolean known : List.of(false, true)) {
      if (known) {
        requireWhole();
        if (prefix.equals("series/")) {
          // Nobody needs it again.
          return;
        }
      }
      var before = Files.getPosixFilePermissions(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
      // No install could change it, so it is no fault in CI either.
      Assumptions.assumeFalse(
          Files.isReadable(file), "root reads every file; run as another user to see this");

      requireUnavailable();

      Files.setPosixFilePermissions(file, before);
      requireWhole();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples/", "series/"})
  void aFolderOrALoopInTheFilesPlaceIsAnError(String prefix) throws IOException {
    Path file = file(prefix);
    Path away = folder.resolve("away");
    Files.move(file, away);
    Files.createDirectory(file);
    requireUnavailable();
    Files.delete(file);
    Files.createSymbolicLink(file, file);
    requireUnavailable();
    Files.delete(file);

    Files.move(away, file);
    requireWhole();
  }

  @Test
  void compactionLeavesWhatItCannotReadAndSaysSo() throws IOException {
    Path file = file("samples/");
    byte[] sound = Files.readAllBytes(file);
    Path away = folder.resolve("away");
    Files.move(file, away);
    Files.createSymbolicLink(file, file);
    write(DAY + 3_000);

    List<String> problems =
        bucket
            .compactor(CompactionPolicy.EAGER)
            .compact(Instant.ofEpochMilli(DAY + 10 * DAY_MILLIS))
            .problems();

    assertThat(problems).singleElement().asString().doesNotContain("remove it", "damaged");
    Files.delete(file);
    Files.move(away, file);
    assertThat(Arrays.equals(Files.readAllBytes(file), sound)).isTrue();
    assertThat(ask().toString()).contains("value=6.0");
  }
}
