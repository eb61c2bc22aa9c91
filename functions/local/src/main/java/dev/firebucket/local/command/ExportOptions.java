package dev.firebucket.local.command;

import dev.firebucket.backfill.exporting.ExportRange;
import dev.firebucket.backfill.exporting.ExportReport;
import dev.firebucket.backfill.exporting.ExportTarget;
import dev.firebucket.backfill.exporting.Exporter;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.compaction.MergeResources;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.sql.TimeRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is exported: shared by the formats.
final class ExportOptions {
  @Option(
      names = "--match",
      paramLabel = "SELECTOR",
      description = "Only series of this selector; may be given several times. Default: all")
  private List<String> selectors = List.of();

  @Mixin private TimeRangeOptions times = new TimeRangeOptions();

  @Mixin private StorageOptions storage = new StorageOptions();

  /// Exports and says how far it is.
  ///
  /// @param err where the bar goes
  ExportReport run(ExportTarget target, PrintWriter err) throws IOException {
    TimeRange time = times.range();
    ExportRange range = new ExportRange(matchers(), time.fromMillis(), time.toMillis());
    ProgressBar progress = ProgressBar.on(err);
    try (Bucket bucket = storage.openExisting()) {
      ExportReport report =
          new Exporter(bucket, MergeResources.defaults().memoryBytes())
              .run(
                  range,
                  target,
                  (done, all) -> progress.show(done, all, "%d days".formatted(done)));
      progress.end();
      return report;
    }
  }

  private List<List<LabelMatcher>> matchers() {
    List<List<LabelMatcher>> sets = new ArrayList<>();
    for (String selector : selectors) {
      try {
        sets.add(PromqlParser.parseSelector(selector));
      } catch (PromqlException e) {
        throw CommandFailure.misuse("--match " + selector + ": " + e.getMessage());
      }
    }
    return sets;
  }
}
