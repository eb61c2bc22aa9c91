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
    if (!now.isBefore(end.plus(policy.dayDelay()))) {
      return isDayDue(files, now)
          ? firstThatFits(files, 2).map(run -> new CompactionTask.Merge(date, run, FileLevel.DAY))
          : Optional.empty();
    }
    return mergeHours(date, files, now);
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
      Optional<List<CatalogFile>> run = firstThatFits(hour.getValue(), enough);
      if (run.isPresent()) {
        return Optional.of(new CompactionTask.Merge(date, run.get(), FileLevel.HOUR));
      }
    }
    return Optional.empty();
  }

  /// The first run of neighbours, at least `enough`, whose merged file stays within the limit.
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
    return run.size() >= enough && bytes <= policy.maximumFileBytes()
        ? Optional.of(run)
        : Optional.empty();
  }

  private static boolean isOlder(Instant time, Duration age, Instant now) {
    return !time.plus(age).isAfter(now);
  }
}
