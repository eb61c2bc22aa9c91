package dev.firebucket.query.sql;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.parquet.SamplesSchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the SQL that gives the samples of a scan, for people: any DuckDB since 1.3 takes it, and
/// gives the samples that the query reads, histograms and stale markers too.
public final class ScanPrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_YEAR = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  /// What DuckDB takes for the key itself, not for a path.
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ScanPrinter() {}

  /// ```sql
  /// SELECT *
  /// FROM read_parquet(['/data/tail/….parquet', '/data/tail/….parquet'], union_by_name = true)
  /// WHERE ts > TIMESTAMPTZ '2023-11-14 22:08:20.000+00'
  ///   AND ts <= TIMESTAMPTZ '2023-11-14 22:13:20.000+00'
  ///   AND metric = 'up'
  ///   AND coalesce(labels ->> 'job', '') = 'api'
  /// QUALIFY file_index = max(file_index) OVER (PARTITION BY series_id, ts)
  /// ORDER BY metric, series_id, ts
  /// ```
  ///
  /// Of a sample that stands in several files, that of the last file counts. Not by `row_number() =
  /// 1`: DuckDB makes an aggregate of that, in which -0 becomes 0.
  ///
  /// @param files in the order in which later ones win, at least one
  /// @param afterMillis the time before the first sample
  /// @param upToMillis the time of the last sample
  public static String print(
      List<String> files, List<LabelMatcher> matchers, long afterMillis, long upToMillis) {
    List<String> conditions = new ArrayList<>();
    if (afterMillis > FIRST_YEAR) {
      conditions.add(SamplesSchema.TIMESTAMP + " > " + time(afterMillis));
    }
    if (upToMillis < LAST_YEAR) {
      conditions.add(SamplesSchema.TIMESTAMP + " <= " + time(upToMillis));
    }
    matchers.forEach(matcher -> conditions.add(condition(matcher)));
    return """
        SELECT *
        FROM read_parquet(%s, union_by_name = true)
        WHERE %s
        QUALIFY file_index = max(file_index) OVER (PARTITION BY %s, %s)
        ORDER BY %s, %s, %s"""
        .formatted(
            files.stream().map(Literals::text).collect(Collectors.joining(", ", "[", "]")),
            conditions.isEmpty() ? "true" : String.join("\n  AND ", conditions),
            SamplesSchema.SERIES_ID,
            SamplesSchema.TIMESTAMP,
            SamplesSchema.METRIC,
            SamplesSchema.SERIES_ID,
            SamplesSchema.TIMESTAMP);
  }

  private static String time(long millis) {
    return "TIMESTAMPTZ '" + TIME.format(Instant.ofEpochMilli(millis)) + "+00'";
  }

  /// A label that a series lacks counts as empty.
  private static String condition(LabelMatcher matcher) {
    String label =
        matcher.name().equals(LabelSet.NAME)
            ? SamplesSchema.METRIC
            : "coalesce(%s ->> %s, '')"
                .formatted(SamplesSchema.LABELS, Literals.text(key(matcher.name())));
    return switch (matcher.type()) {
      case EQUAL -> label + " = " + Literals.text(matcher.value());
      case NOT_EQUAL -> label + " <> " + Literals.text(matcher.value());
      case REGEX -> matches(label, matcher.value());
      case NOT_REGEX -> "NOT " + matches(label, matcher.value());
    };
  }

  private static String matches(String label, String regex) {
    return "regexp_full_match(" + label + ", " + Literals.text("(?s:" + regex + ")") + ")";
  }

  /// A name that could be taken for a path is written as a JSON pointer.
  private static String key(String name) {
    return PLAIN_KEY.matcher(name).matches()
        ? name
        : "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
