package dev.firebucket.query.result;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.kernel.element.ForcedMonotonicity;
import dev.firebucket.query.parser.TextPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Warnings and infos that a query gathers while it runs, each text once, at the place where it
/// comes up last when operands are evaluated in their order (`util/annotations/annotations.go`).
/// Safe for use by several threads.
public final class Annotations {
  private static final int LIMIT = 10;

  private final Map<String, @Nullable SourceRange> warnings = new LinkedHashMap<>();
  private final Map<String, @Nullable SourceRange> infos = new LinkedHashMap<>();
  private final Map<String, StartOverlaps> startOverlaps = new LinkedHashMap<>();
  private final Map<String, NavigableMap<SourceRange, ForcedMonotonicity>> forced =
      new LinkedHashMap<>();

  /// Adds a warning: the answer is likely not what was meant.
  ///
  /// @param text without the prefix `PromQL warning: `
  /// @param range its place in the query, null where it has none
  public synchronized void warn(String text, @Nullable SourceRange range) {
    warnings.put("PromQL warning: " + text, range);
  }

  /// Adds an info: something to know about the answer.
  ///
  /// @param text without the prefix `PromQL info: `
  /// @param range its place in the query, null where it has none
  public synchronized void inform(String text, @Nullable SourceRange range) {
    if (range == null) {
      infos.put("PromQL info: " + text, null);
    } else {
      infos.merge("PromQL info: " + text, range, Annotations::later);
    }
  }

  /// The place that is evaluated later: an expression comes after what is in it, the right operand
  /// after the left one.
  private static SourceRange later(SourceRange a, SourceRange b) {
    if (a.start() <= b.start() && b.end() <= a.end()) {
      return a;
    }
    boolean within = b.start() <= a.start() && a.end() <= b.end();
    return within || b.start() > a.start() ? b : a;
  }

  /// Adds those of a part of the query, which is complete.
  public synchronized void addAll(Annotations part) {
    warnings.putAll(part.warnings);
    part.infos.forEach(
        (text, range) -> {
          if (range == null) {
            infos.put(text, null);
          } else {
            infos.merge(text, range, Annotations::later);
          }
        });
    part.startOverlaps.forEach(
        (metric, found) -> startOverlaps(metric, found.count(), found.range()));
    part.forced.forEach(
        (metric, places) ->
            places.forEach((range, found) -> forcedMonotonicity(found, metric, range)));
  }

  /// Adds a remark on histograms.
  ///
  /// @param subject see [RemarkText]
  /// @param range its place in the query
  public void remark(Remark remark, String subject, SourceRange range) {
    RemarkText told = RemarkText.of(remark, subject);
    if (told.warning()) {
      warn(told.text(), range);
    } else {
      inform(told.text(), range);
    }
  }

  /// Adds remarks on histograms.
  ///
  /// @param subject see [RemarkText]
  /// @param range their place in the query
  public void remarks(Remarks remarks, String subject, SourceRange range) {
    remarks.found().forEach(remark -> remark(remark, subject, range));
    if (remarks.startOverlaps() > 0) {
      startOverlaps(subject, remarks.startOverlaps(), range);
    }
  }

  private record StartOverlaps(int count, SourceRange range) {}

  /// Counts that began before the sample before: one warning for a metric, however often it comes.
  private synchronized void startOverlaps(String metric, int count, SourceRange range) {
    startOverlaps.merge(
        metric,
        new StartOverlaps(count, range),
        (before, now) -> new StartOverlaps(before.count() + now.count(), now.range()));
  }

  /// Says that buckets had to be raised: one info for a metric, at its first place.
  ///
  /// @param metric its name, empty where names are gone
  public synchronized void forcedMonotonicity(
      ForcedMonotonicity found, String metric, SourceRange range) {
    forced
        .computeIfAbsent(metric, _ -> new TreeMap<>(Comparator.comparingInt(SourceRange::start)))
        .computeIfAbsent(range, _ -> found.empty())
        .add(found);
  }

  /// The warnings with their places, at most ten and the count of the others.
  public synchronized List<String> warnings(String query) {
    Map<String, @Nullable SourceRange> all = new LinkedHashMap<>(warnings);
    startOverlaps.forEach(
        (metric, found) ->
            all.put(
                "PromQL warning: sample has start time that overlaps with previous sample timestamp"
                    + " for metric "
                    + Quote.string(metric)
                    + (found.count() > 1 ? " (" + found.count() + " occurrences)" : ""),
                found.range()));
    return written(all, query, "warning");
  }

  /// The infos with their places, at most ten and the count of the others.
  public synchronized List<String> infos(String query) {
    Map<String, @Nullable SourceRange> all = new LinkedHashMap<>(infos);
    forced.forEach(
        (metric, places) ->
            all.put(MonotonicityInfo.text(places.values(), metric), places.firstKey()));
    return written(all, query, "info");
  }

  private static List<String> written(
      Map<String, @Nullable SourceRange> notes, String query, String kind) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, @Nullable SourceRange> note : notes.entrySet()) {
      if (lines.size() == LIMIT) {
        lines.add((notes.size() - LIMIT) + " more " + kind + " annotations omitted");
        break;
      }
      SourceRange range = note.getValue();
      lines.add(
          range == null
              ? note.getKey()
              : note.getKey() + " (" + TextPosition.of(query, range.start()) + ")");
    }
    return lines;
  }
}
