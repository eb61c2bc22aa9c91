package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Decides what to do next. Pure: catalog, fresh objects and time in, a task out.
///
/// Within a day only neighbours in the order of writing are merged, so that of two samples of one
/// series and time the one written later always wins.
final class CompactionPlanner {
  private final CompactionPolicy policy;

  CompactionPlanner(CompactionPolicy policy) {
    this.policy = policy;
  }

  /// The next task, empty if nothing is worth doing.
  ///
  /// @param tail fresh objects that no version has consumed, oldest first
  Optional<CompactionTask> next(Catalog catalog, List<SourceObject> tail, Instant now) {
    Optional<CompactionTask> takeIn = takeIn(tail, now);
    if (takeIn.isPresent()) {
      return takeIn;
    }
    Map<LocalDate, List<CatalogFile>> days =
        catalog.files().stream()
            .collect(Collectors.groupingBy(CatalogFile::date, TreeMap::new, Collectors.toList()));
    for (Map.Entry<LocalDate, List<CatalogFile>> day : days.entrySet()) {
      Optional<CompactionTask> merge = merge(day.getKey(), day.getValue(), now);
      if (merge.isPresent()) {
        return merge;
      }
    }
    return Optional.empty();
  }

  private Optional<CompactionTask> takeIn(List<SourceObject> tail, Instant now) {
    boolean due =
        tail.size() >= policy.tailObjects()
            || (!tail.isEmpty() && isOlder(tail.getFirst().writtenUntil(), policy.tailAge(), now));
    if (!due) {
      return Optional.empty();
    }
    List<SourceObject> round = new ArrayList<>();
    long bytes = 0;
    for (SourceObject object : tail) {
      bytes += object.bytes();
      boolean full = round.size() == policy.roundObjects() || bytes > policy.roundBytes();
      if (full && !round.isEmpty()) {
        break;
      }
      round.add(object);
    }
    return Optional.of(new CompactionTask.TakeIn(round));
  }

  private Optional<CompactionTask> merge(LocalDate date, List<CatalogFile> files, Instant now) {
    if (files.size() < 2) {
      return Optional.empty();
    }
    Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return now.isBefore(end.plus(policy.dayDelay()))
        ? mergeHours(date, files, now)
        : mergeDay(date, files, now);
  }

  /// The files of a day that share series become files by ranges of series, none of which shares
  /// any with another.
  private Optional<CompactionTask> mergeDay(LocalDate date, List<CatalogFile> files, Instant now) {
    List<CatalogFile> shared = files.stream().filter(file -> sharesWithAny(file, files)).toList();
    return shared.size() > 1 && isDayDue(shared, now)
        ? Optional.of(new CompactionTask.Merge(date, shared, FileLevel.DAY))
        : Optional.empty();
  }

  private static boolean sharesWithAny(CatalogFile file, List<CatalogFile> files) {
    return files.stream().anyMatch(other -> !other.equals(file) && file.sharesSeriesWith(other));
  }

  private boolean isDayDue(List<CatalogFile> files, Instant now) {
    List<CatalogFile> late = files.stream().filter(file -> file.level() != FileLevel.DAY).toList();
    return late.size() == files.size()
        || late.size() >= policy.lateFiles()
        || late.stream().anyMatch(file -> isOlder(file.createdAt(), policy.lateAge(), now));
  }

  private Optional<CompactionTask> mergeHours(
      LocalDate date, List<CatalogFile> files, Instant now) {
    Map<Instant, List<CatalogFile>> hours =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.writtenUntil().truncatedTo(ChronoUnit.HOURS),
                    TreeMap::new,
                    Collectors.toList()));
    for (Map.Entry<Instant, List<CatalogFile>> hour : hours.entrySet()) {
      Instant over = hour.getKey().plus(1, ChronoUnit.HOURS).plus(policy.tailAge());
      int enough = now.isBefore(over) ? policy.hourFiles() : 2;
      List<CatalogFile> shared =
          hour.getValue().stream().filter(file -> sharesWithAny(file, hour.getValue())).toList();
      Optional<List<CatalogFile>> run = firstThatFits(shared, enough);
      if (run.isPresent()) {
        return Optional.of(new CompactionTask.Merge(date, run.get(), FileLevel.HOUR));
      }
    }
    return Optional.empty();
  }

  /// The first run of neighbours, at least `enough`, whose merged file stays within the limit; some
  /// of them share series, or merging them would change nothing.
  private Optional<List<CatalogFile>> firstThatFits(List<CatalogFile> files, int enough) {
    List<CatalogFile> run = new ArrayList<>();
    long bytes = 0;
    for (CatalogFile file : files) {
      if (bytes + file.bytes() > policy.maximumFileBytes()) {
        if (run.size() >= enough) {
          break;
        }
        run.clear();
        bytes = 0;
      }
      run.add(file);
      bytes += file.bytes();
    }
    return run.size() >= enough
            && bytes <= policy.maximumFileBytes()
            && run.stream().anyMatch(file -> sharesWithAny(file, run))
        ? Optional.of(run)
        : Optional.empty();
  }

  private static boolean isOlder(Instant time, Duration age, Instant now) {
    return !time.plus(age).isAfter(now);
  }
}
