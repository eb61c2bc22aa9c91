package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Collects what a run does. Not thread-safe.
final class ReportBuilder {
  private int tailObjects;
  private int tailLeft;
  private int mergedFiles;
  private int writtenFiles;
  private long samplesRead;
  private long samplesWritten;
  private long bytesRead;
  private long bytesWritten;
  private int deletedObjects;
  private int rewrittenFiles;
  private int droppedByAge;
  private int droppedBySize;
  private int conflicts;
  private final List<String> problems = new ArrayList<>();

  void committed(TaskResult result) {
    List<SourceObject> sources = result.done().sources();
    int consumed = sources.size() - result.rests().size();
    long left = result.rests().stream().mapToLong(RestOfSource::left).sum();
    switch (result.done()) {
      case CompactionTask.TakeIn _ -> {
        tailObjects += consumed;
        tailLeft -= consumed;
      }
      case CompactionTask.Merge _ -> mergedFiles += consumed;
      case CompactionTask.Rewrite _ -> rewrittenFiles++;
    }
    samplesRead += sources.stream().mapToLong(SourceObject::rows).sum() - left;
    bytesRead += sources.stream().mapToLong(SourceObject::bytes).sum();
    writtenFiles += result.files().size();
    samplesWritten += result.files().stream().mapToLong(CatalogFile::rows).sum();
    bytesWritten += result.files().stream().mapToLong(CatalogFile::bytes).sum();
  }

  /// @param objects of the tail that the newest version has not taken in
  void waiting(int objects) {
    tailLeft = objects;
  }

  /// Fresh objects taken in so far.
  int tailObjects() {
    return tailObjects;
  }

  void conflict() {
    conflicts++;
  }

  void droppedByAge(int files) {
    droppedByAge += files;
  }

  void droppedBySize(int files) {
    droppedBySize += files;
  }

  void deleted(int objects) {
    deletedObjects += objects;
  }

  /// Each is named once, however many tasks meet it.
  void problem(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  CompactionReport build(Duration elapsed) {
    return new CompactionReport(
        tailObjects,
        tailLeft,
        mergedFiles,
        writtenFiles,
        samplesRead,
        samplesWritten,
        bytesRead,
        bytesWritten,
        deletedObjects,
        rewrittenFiles,
        droppedByAge,
        droppedBySize,
        conflicts,
        problems,
        elapsed);
  }
}
