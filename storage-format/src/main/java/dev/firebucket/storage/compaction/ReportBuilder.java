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
  private int conflicts;
  private final List<String> problems = new ArrayList<>();

  void committed(CompactionTask task, List<CatalogFile> written) {
    switch (task) {
      case CompactionTask.TakeIn takeIn -> {
        tailObjects += takeIn.objects().size();
        tailLeft -= takeIn.objects().size();
      }
      case CompactionTask.Merge merge -> mergedFiles += merge.files().size();
    }
    samplesRead += task.sources().stream().mapToLong(SourceObject::rows).sum();
    bytesRead += task.sources().stream().mapToLong(SourceObject::bytes).sum();
    writtenFiles += written.size();
    samplesWritten += written.stream().mapToLong(CatalogFile::rows).sum();
    bytesWritten += written.stream().mapToLong(CatalogFile::bytes).sum();
  }

  /// @param objects of the tail that the newest version has not taken in
  void waiting(int objects) {
    tailLeft = objects;
  }

  void conflict() {
    conflicts++;
  }

  void deleted(int objects) {
    deletedObjects += objects;
  }

  void problem(String problem) {
    problems.add(problem);
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
        conflicts,
        problems,
        elapsed);
  }
}
