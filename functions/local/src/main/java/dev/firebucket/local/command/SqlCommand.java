package dev.firebucket.local.command;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.read.DamageLog;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.sql.ExportFormat;
import dev.firebucket.storage.sql.SnapshotDatabase;
import dev.firebucket.storage.sql.SnapshotViews;
import dev.firebucket.storage.sql.TimeRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sql SELECT`: anyone's own question, over exactly the samples that PromQL sees.
@Command(
    name = "sql",
    abbreviateSynopsis = true,
    description = {
      "Answer a SELECT of DuckDB's SQL over the stored samples, each of them once.",
      "Views: samples (metric, labels, ts, value, …) and series (metric, labels, first_ts, last_ts);",
      "labels is a map: labels['job']. stored_samples has the stale markers too."
    })
public final class SqlCommand implements Callable<Integer> {
  /// How an answer is printed.
  enum Format {
    TABLE,
    CSV,
    JSON,
    PARQUET
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SELECT", arity = "0..1", description = "The statement.")
  private @Nullable String statement;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, json or parquet. Default: ${DEFAULT-VALUE}")
  private Format format = Format.TABLE;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the answer to a file instead of printing it; Parquet needs one.")
  private @Nullable Path output;

  @Option(
      names = "--snapshot",
      paramLabel = "VERSION",
      description =
          "Ask an older catalog version, as long as its objects exist. Default: the newest")
  private @Nullable Long version;

  @Mixin private TimeRangeOptions times = new TimeRangeOptions();

  @Option(
      names = "--print",
      description =
          "Print the definitions of the views, with the names of their files, for another DuckDB.")
  private boolean print;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TimeRange range = times.range();
    String sql = statement;
    if (!print && sql == null) {
      throw CommandFailure.misuse("sql needs a SELECT, or --print");
    }
    if (format == Format.PARQUET && output == null) {
      throw CommandFailure.misuse("--format parquet needs --output FILE");
    }
    try (Bucket bucket = storage.openExisting()) {
      if (print) {
        try (Snapshot snapshot = open(bucket, range.fromMillis(), range.toMillis())) {
          print(
              SnapshotViews.over(bucket.store().location(), snapshot.objects(List.of()), range),
              out);
        }
      }
      if (sql != null) {
        answer(bucket, range, sql, out);
      }
      return 0;
    }
  }

  private Snapshot open(Bucket bucket, long fromMillis, long toMillis) throws IOException {
    return version == null
        ? bucket.reader().open(fromMillis, toMillis)
        : bucket.openVersion(version, fromMillis, toMillis);
  }

  /// Over what is sound. Damage is met before the first row is written.
  private void answer(Bucket bucket, TimeRange range, String sql, PrintWriter out)
      throws IOException {
    DamageLog damages = new DamageLog();
    damages.read(
        (from, to) -> open(bucket, from, to),
        range.fromMillis(),
        range.toMillis(),
        snapshot -> {
          answer(snapshot, range, sql, out);
          return snapshot;
        });
    damages.warnings().forEach(one -> spec.commandLine().getErr().println("warning: " + one));
  }

  private static void print(List<String> views, PrintWriter out) {
    views.forEach(view -> out.println(view + ";\n"));
    out.flush();
  }

  private void answer(Snapshot snapshot, TimeRange range, String sql, PrintWriter out)
      throws IOException {
    try (SnapshotDatabase database = SnapshotDatabase.open(snapshot, range)) {
      switch (format) {
        case TABLE -> table(database, sql, out);
        case CSV -> export(database, sql, ExportFormat.CSV, out);
        case JSON -> export(database, sql, ExportFormat.JSON, out);
        case PARQUET -> export(database, sql, ExportFormat.PARQUET, out);
      }
    } catch (SQLException e) {
      throw CommandFailure.wrong("SQL error: " + e.getMessage());
    }
  }

  private void table(SnapshotDatabase database, String sql, PrintWriter out)
      throws SQLException, IOException {
    Path target = output;
    if (target == null) {
      database.select(sql, rows -> TextTable.print(rows, out));
      return;
    }
    // Opened when there is an answer: a wrong SELECT leaves the file as it was.
    database.select(
        sql,
        rows -> {
          try (PrintWriter file =
              new PrintWriter(Files.newBufferedWriter(target, StandardCharsets.UTF_8))) {
            TextTable.print(rows, file);
            if (file.checkError()) {
              throw new IOException("cannot write " + target);
            }
          }
        });
  }

  private void export(
      SnapshotDatabase database, String sql, ExportFormat exportFormat, PrintWriter out)
      throws SQLException, IOException {
    Path exported = database.export(sql, exportFormat);
    if (output != null) {
      Files.copy(exported, output, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    try (var lines = Files.newBufferedReader(exported, StandardCharsets.UTF_8)) {
      lines.transferTo(out);
    }
    out.flush();
  }
}
