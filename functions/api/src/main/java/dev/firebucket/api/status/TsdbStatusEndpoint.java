package dev.firebucket.api.status;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.DamageLog;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.read.StoredSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/api/v1/status/tsdb`, `/api/v1/status/tsdb/blocks`: what the series of the last two hours have
/// most of. Two hours are what Prometheus holds in its head; here they are only where to look.
public final class TsdbStatusEndpoint {
  private static final Duration HEAD = Duration.ofHours(2);
  private static final int USUAL = 10;
  private static final int MOST = 10_000;

  private final StorageReader reader;
  private final InstantSource clock;

  public TsdbStatusEndpoint(StorageReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /// `/api/v1/status/tsdb`. `limit`: how long the lists may be.
  public ApiAnswer tsdb(RequestParameters parameters) throws IOException {
    int limit = limit(parameters.first("limit"));
    long now = clock.millis();
    DamageLog damages = new DamageLog();
    Map<String, Object> data =
        damages.read(
            reader, now - HEAD.toMillis(), now, snapshot -> statistics(snapshot, now, limit));
    return Envelope.success(data, damages.warnings());
  }

  private static Map<String, Object> statistics(Snapshot snapshot, long now, int limit)
      throws IOException {
    List<StoredSeries> series = snapshot.series(List.of());
    LabelStatistics statistics = new LabelStatistics();
    series.forEach(one -> statistics.add(one.labels()));
    List<FileOutline> files = snapshot.outlines(now - HEAD.toMillis(), now);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("headStats", head(series.size(), statistics.labelPairs(), files));
    data.put("seriesCountByMetricName", statistics.seriesBy(LabelSet.NAME, limit));
    data.put("labelValueCountByLabelName", statistics.valuesByLabel(limit));
    data.put("memoryInBytesByLabelName", statistics.bytesByLabel(limit));
    data.put("seriesCountByLabelValuePair", statistics.seriesByPair(limit));
    return data;
  }

  /// The store has files of its own and none of Prometheus' blocks.
  public ApiAnswer blocks() {
    return Envelope.success(Map.of("blocks", List.of()));
  }

  private static Map<String, Long> head(long series, long pairs, List<FileOutline> files) {
    Map<String, Long> head = new LinkedHashMap<>();
    head.put("numSeries", series);
    head.put("numLabelPairs", pairs);
    head.put("chunkCount", (long) files.size());
    head.put("minTime", files.stream().mapToLong(FileOutline::firstMillis).min().orElse(0));
    head.put("maxTime", files.stream().mapToLong(FileOutline::lastMillis).max().orElse(0));
    return head;
  }

  private static int limit(String text) {
    if (text.isEmpty()) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit < 1) {
        throw ApiException.badData("limit must be a positive number");
      }
      if (limit > MOST) {
        throw ApiException.badData("limit must not exceed " + MOST);
      }
      return limit;
    } catch (NumberFormatException e) {
      throw ApiException.badData("limit must be a positive number");
    }
  }
}
