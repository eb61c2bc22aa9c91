package dev.firebucket.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of one snapshot's objects.
class StorageFilesEndpointTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;
  private Bucket bucket;

  @BeforeEach
  void storeACompactedAndAFreshObject() throws IOException {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults().withClock(() -> NOON));
    write("old", NOON.minusSeconds(3600));
    write("old", NOON.minusSeconds(3000));
    bucket.compactor(CompactionPolicy.EAGER).compact(NOON);
    write("fresh", NOON);
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private void write(String name, Instant time) throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", name), time.toEpochMilli(), 1);
    bucket.writer().write(batch);
  }

  private StorageFilesEndpoint.Listing ask(String query) throws IOException {
    RequestParameters parameters = RequestParameters.of(query, null, new byte[0]);
    byte[] body = new StorageFilesEndpoint(bucket.reader()).answer(parameters).body();
    ObjectMapper json = new ObjectMapper();
    return json.treeToValue(
        json.readTree(body).required("data"), StorageFilesEndpoint.Listing.class);
  }

  @Test
  void itNamesWhatCountsAndNothingElse() throws IOException {
    StorageFilesEndpoint.Listing listing = ask("");

    assertThat(listing.version()).isEqualTo(1);
    assertThat(listing.files())
        .extracting(StorageFilesEndpoint.File::samples)
        .containsExactly(2L, 1L);
    for (StorageFilesEndpoint.File file : listing.files()) {
      assertThat(Files.size(folder.resolve(file.key()))).isEqualTo(file.bytes());
    }
    assertThat(folder.resolve(String.valueOf(listing.files().getFirst().series()))).exists();
    assertThat(listing.files().getLast().series()).isNull();
  }

  @Test
  void timesAndMatchersLeaveObjectsOut() throws IOException {
    assertThat(ask("start=2026-11-22T11:30:00Z").files()).hasSize(1);
    assertThat(ask("end=2026-11-22T11:30:00Z").files()).hasSize(1);
    assertThat(ask("match[]=old").files())
        .singleElement()
        .satisfies(file -> assertThat(file.key()).startsWith("samples/"));
    assertThat(ask("match[]=old&match[]=fresh").files()).hasSize(2);
    assertThat(ask("match[]=absent").files()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> ask("start=5&end=1")).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> ask("match[]={")).isInstanceOf(ApiException.class);
  }
}
