package dev.firebucket.storage.sql;

import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SamplesSchema;
import dev.firebucket.storage.parquet.SamplesSource;
import dev.firebucket.storage.read.SnapshotObjects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The definitions of the views over one snapshot, as SQL of DuckDB.
///
/// | view | rows |
/// |---|---|
/// | `stored_samples` | every sample once, stale markers too: the columns of a samples file without `labels` |
/// | `series` | every series once: `series_id`, `metric`, `labels` as a MAP, `first_ts`, `last_ts` |
/// | `samples` | the samples that PromQL sees, with `labels` as a MAP: `labels['job']` |
///
/// The same (series, timestamp) may stand in several files that overlap in time; the later file
/// wins. Only rows of such files go through a window function.
public final class SnapshotViews {
  private static final List<String> VALUES =
      Stream.concat(Stream.of(SamplesSchema.VALUE), SamplesSchema.sparseColumns().stream())
          .toList();

  private static final String NO_SAMPLES =
      "SELECT NULL::VARCHAR AS metric, NULL::UBIGINT AS series_id, NULL::TIMESTAMPTZ AS ts,"
          + " NULL::BOOLEAN AS stale, NULL::DOUBLE AS value, NULL::TIMESTAMPTZ AS start_ts, "
          + SamplesSchema.nullExpressions().stream().skip(1).collect(Collectors.joining(", "))
          + " LIMIT 0";

  private SnapshotViews() {}

  /// The definitions over the objects of a store where they lie.
  ///
  /// @param location of the store: a folder or `s3://bucket/prefix`
  public static List<String> over(String location, SnapshotObjects objects, TimeRange range) {
    return over(objects.files().stream().map(file -> ViewFile.in(location, file)).toList(), range);
  }

  /// @param files oldest data first
  static List<String> over(List<ViewFile> files, TimeRange range) {
    return List.of(
        "CREATE OR REPLACE TEMP VIEW stored_samples AS\n" + storedSamples(files, range),
        "CREATE OR REPLACE TEMP VIEW series AS\n" + series(files, range),
        """
        CREATE OR REPLACE TEMP VIEW samples AS
        SELECT metric, labels, series_id, ts, %s
        FROM (SELECT * FROM stored_samples WHERE stale IS NULL)
        JOIN (SELECT series_id, metric, labels FROM series) USING (series_id, metric)"""
            .formatted(String.join(", ", VALUES)));
  }

  private static String storedSamples(List<ViewFile> files, TimeRange range) {
    if (files.isEmpty()) {
      return NO_SAMPLES;
    }
    List<ViewFile> alone = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (List<ViewFile> together : overlapping(files)) {
      if (together.size() == 1) {
        alone.addAll(together);
      } else {
        parts.add(collapsed(together, range));
      }
    }
    if (!alone.isEmpty()) {
      parts.add(rows(alone, range, ""));
    }
    return String.join("\nUNION ALL BY NAME\n", parts);
  }

  /// Of equal (series, timestamp) the row of the latest file. Not by `row_number() = 1`: DuckDB
  /// makes an aggregate of that, in which -0 becomes 0.
  private static String collapsed(List<ViewFile> files, TimeRange range) {
    return """
        SELECT * EXCLUDE (place) FROM (
        %s)
        QUALIFY place = max(place) OVER (PARTITION BY metric, series_id, ts)"""
        .formatted(rows(files, range, ", file_index AS place"));
  }

  private static String rows(List<ViewFile> files, TimeRange range, String more) {
    SamplesSource source = samples(files);
    return """
        SELECT metric, series_id, ts, CASE WHEN %s THEN true END AS stale, %s%s
        FROM %s%s"""
        .formatted(
            source.staleSql(SamplesSchema.VALUE, SamplesSchema.HISTOGRAM_SUM),
            String.join(", ", VALUES),
            more,
            source.rowsSql(),
            range.whereSql());
  }

  private static SamplesSource samples(List<ViewFile> files) {
    return new SamplesSource(
        files.stream().map(ViewFile::samples).toList(),
        files.stream().map(one -> one.file().format()).toList());
  }

  /// Groups of files whose times overlap, each in the order of the snapshot.
  private static List<List<ViewFile>> overlapping(List<ViewFile> files) {
    List<ViewFile> byTime =
        files.stream().sorted(Comparator.comparingLong(one -> one.file().firstMillis())).toList();
    List<List<ViewFile>> groups = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (ViewFile file : byTime) {
      if (groups.isEmpty() || file.file().firstMillis() > last) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(file);
      last = Math.max(last, file.file().lastMillis());
    }
    groups.forEach(group -> group.sort(Comparator.comparingInt(files::indexOf)));
    return groups;
  }

  private static String series(List<ViewFile> files, TimeRange range) {
    List<String> parts = new ArrayList<>();
    List<ViewFile> described = new ArrayList<>();
    List<ViewFile> others = new ArrayList<>();
    for (ViewFile file : files) {
      (file.series() != null && range.isAll() ? described : others).add(file);
    }
    for (SamplesFormat format : SamplesFormat.values()) {
      List<ViewFile> some =
          described.stream().filter(one -> one.file().format() == format).toList();
      if (!some.isEmpty()) {
        parts.add(ofSeriesFiles(format, some));
      }
    }
    if (!others.isEmpty()) {
      parts.add(
          """
          SELECT series_id, metric, any_value(labels) AS labels, min(ts) AS first_ts, max(ts) AS last_ts
          FROM %s%s
          GROUP BY series_id, metric"""
              .formatted(samples(others).rowsSql(), range.whereSql()));
    }
    if (parts.isEmpty()) {
      parts.add(
          "SELECT NULL::UBIGINT AS series_id, NULL::VARCHAR AS metric, NULL::VARCHAR AS labels,"
              + " NULL::TIMESTAMPTZ AS first_ts, NULL::TIMESTAMPTZ AS last_ts LIMIT 0");
    }
    return """
        SELECT series_id, metric, any_value(labels)::JSON::MAP(VARCHAR, VARCHAR) AS labels,
          min(first_ts) AS first_ts, max(last_ts) AS last_ts
        FROM (
        %s)
        GROUP BY series_id, metric"""
        .formatted(String.join("\nUNION ALL BY NAME\n", parts));
  }

  private static String ofSeriesFiles(SamplesFormat format, List<ViewFile> files) {
    String labels =
        switch (format) {
          case NAN_BITS -> "to_json(labels)::VARCHAR AS labels";
          case STALE_COLUMN -> "labels";
        };
    return "SELECT series_id, metric, %s, first_ts, last_ts\nFROM read_parquet([%s])"
        .formatted(
            labels,
            files.stream()
                .map(one -> "'" + String.valueOf(one.series()).replace("'", "''") + "'")
                .collect(Collectors.joining(", ")));
  }
}
