package dev.firebucket.api.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.go.time.PrometheusTime;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.read.DamageLog;
import dev.firebucket.storage.read.SnapshotObjects;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.read.StoredFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/storage/files`: the objects of one snapshot, for readers of Parquet. Not in Prometheus.
///
/// `start`, `end` and `match[]` leave out objects without such samples; none of them is required.
public final class StorageFilesEndpoint implements FormEndpoint {
  private final StorageReader reader;

  public StorageFilesEndpoint(StorageReader reader) {
    this.reader = reader;
  }

  /// What is answered.
  ///
  /// @param version of the catalog that names the compacted files; 0 before the first compaction
  /// @param files oldest data first: of a (series_id, ts) in several of them the later one counts
  record Listing(long version, List<File> files) {}

  /// An object of samples.
  ///
  /// @param key below the store's location
  /// @param format of its columns
  /// @param minTime timestamp of its oldest sample, milliseconds since the epoch
  /// @param maxTime timestamp of its newest sample
  /// @param samples how many it holds, stale markers included
  /// @param bytes its size
  /// @param series key of the series file beside it; fresh objects have none
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record File(
      String key,
      int format,
      long minTime,
      long maxTime,
      long samples,
      long bytes,
      @Nullable String series) {
    static File of(StoredFile file) {
      return new File(
          file.key(),
          file.format().number(),
          file.firstMillis(),
          file.lastMillis(),
          file.rows(),
          file.bytes(),
          file.compacted() ? StorageLayout.seriesKey(file.key()) : null);
    }
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) throws IOException {
    parameters.requireWellFormed();
    long from = TimeParameter.optional(parameters, "start", PrometheusTime.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", PrometheusTime.MAX_MILLIS);
    if (to < from) {
      throw ApiException.invalidParameter("end", "end timestamp must not be before start time");
    }
    List<List<LabelMatcher>> sets = MatcherSets.parse(parameters.all("match[]"));
    DamageLog damages = new DamageLog();
    SnapshotObjects objects = damages.read(reader, from, to, snapshot -> snapshot.objects(sets));
    return Envelope.success(
        new Listing(objects.version(), objects.files().stream().map(File::of).toList()),
        damages.warnings());
  }
}
