package dev.firebucket.local.command;

import dev.firebucket.backfill.importing.ImportOptions;
import dev.firebucket.backfill.importing.ImportReport;
import dev.firebucket.backfill.importing.ImportSource;
import dev.firebucket.backfill.importing.Importer;
import dev.firebucket.backfill.importing.UnknownSourceException;
import dev.firebucket.storage.Bucket;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import PATH…`: what Prometheus or a file has becomes samples of the bucket.
@Command(
    name = "import",
    abbreviateSynopsis = true,
    description = {
      "Import samples: a folder of Prometheus' data (blocks and what is not in a block yet), one",
      "block, OpenMetrics text with timestamps, or Parquet with the columns metric, labels, ts, value.",
      "Stopped and started again it goes on where it was."
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders and files.")
  private List<Path> paths = List.of();

  @Option(
      names = "--dry-run",
      description = "Read everything, print series, samples and their time, write nothing.")
  private boolean dryRun;

  @Option(
      names = "--again",
      description = "Import what an earlier import has done, too: after a deletion, for example.")
  private boolean again;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<ImportSource> sources = new ArrayList<>();
    try {
      for (Path path : paths) {
        sources.add(open(path));
      }
      sources.forEach(source -> out.println(source.description()));
      out.flush();
      return run(sources, out);
    } finally {
      sources.forEach(ImportSource::close);
    }
  }

  private static ImportSource open(Path path) throws IOException {
    try {
      return ImportSource.open(path);
    } catch (UnknownSourceException e) {
      throw CommandFailure.misuse(String.valueOf(e.getMessage()));
    }
  }

  private int run(List<ImportSource> sources, PrintWriter out) throws IOException {
    ImportOptions options = ImportOptions.DEFAULT.withDryRun(dryRun).withAgain(again);
    ProgressBar progress = ProgressBar.on(spec.commandLine().getErr());
    try (Bucket bucket = storage.settings().open()) {
      ImportReport report =
          new Importer(bucket, options, InstantSource.system())
              .run(
                  sources,
                  (done, all, samples) ->
                      progress.show(done, all, "%,d samples".formatted(samples)));
      progress.end();
      report.problems().forEach(spec.commandLine().getErr()::println);
      out.println(sentence(report, bucket.store().location()));
      out.flush();
      return report.problems().isEmpty() ? 0 : 1;
    }
  }

  private String sentence(ImportReport report, String location) {
    String counts =
        "%d samples of %d series%s%s"
            .formatted(
                report.samples(),
                report.series(),
                report.histograms() == 0
                    ? ""
                    : ", %d of them native histograms".formatted(report.histograms()),
                report.samples() == 0
                    ? ""
                    : ", from %s to %s"
                        .formatted(
                            Instant.ofEpochMilli(report.firstMillis()),
                            Instant.ofEpochMilli(report.lastMillis())));
    String before =
        report.skipped() == 0
            ? ""
            : "; %d of %d pieces were there already (--again imports them again)"
                .formatted(report.skipped(), report.skipped() + report.parts());
    return (dryRun ? "would import " : "imported ")
        + counts
        + (dryRun ? "" : " into " + location)
        + before;
  }
}
