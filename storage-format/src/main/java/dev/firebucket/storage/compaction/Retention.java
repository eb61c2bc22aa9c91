package dev.firebucket.storage.compaction;

import static dev.firebucket.storage.retention.RetentionPolicy.NO_SAMPLE;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogChange;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.catalog.CommitOutcome;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SeriesSpan;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets old files go: they drop out of the catalog, and the sweeper deletes them after the grace
/// period. Where a rule makes some series older than the others, files are rewritten without them.
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long ALWAYS = Long.MIN_VALUE;

  /// A store that does not answer is not asked for every file.
  private static final int MOST_FAILURES = 5;

  private final ObjectStore store;
  private final CatalogStore catalogs;
  private final SeriesOfFiles series;
  private final Supplier<String> uniqueParts;

  Retention(
      ObjectStore store,
      CatalogStore catalogs,
      SeriesOfFiles series,
      Supplier<String> uniqueParts) {
    this.store = store;
    this.catalogs = catalogs;
    this.series = series;
    this.uniqueParts = uniqueParts;
  }

  /// Runs a task and commits it.
  @FunctionalInterface
  interface Step {
    TaskOutcome run(CompactionTask task) throws IOException;
  }

  /// @param tail objects that no version has taken in
  void apply(
      RetentionPolicy policy,
      List<SourceObject> tail,
      Instant now,
      ReportBuilder report,
      Step rewrite)
      throws IOException {
    Catalog catalog = catalogs.newest();
    long newest =
        Math.max(
            tail.stream().mapToLong(SourceObject::lastMillis).max().orElse(NO_SAMPLE),
            catalog.files().stream().mapToLong(CatalogFile::lastMillis).max().orElse(NO_SAMPLE));
    List<CatalogFile> old = policy.tooOld(catalog.files(), newest, now);
    if (drop(old, now)) {
      report.droppedByAge(old.size());
    }
    long fresh = tail.stream().mapToLong(SourceObject::bytes).sum();
    List<CatalogFile> much = policy.tooMuch(catalogs.newest().files(), fresh);
    if (drop(much, now)) {
      report.droppedBySize(much.size());
    }
    if (!policy.rules().isEmpty()) {
      applyRules(policy.rules(), newest, now, report, rewrite);
    }
  }

  private boolean drop(List<CatalogFile> files, Instant now) throws IOException {
    if (files.isEmpty()) {
      return false;
    }
    Set<String> keys = files.stream().map(CatalogFile::key).collect(Collectors.toSet());
    CommitOutcome outcome =
        catalogs.commit(CatalogChange.replace(keys, List.of()), uniqueParts.get(), now);
    return switch (outcome) {
      case CommitOutcome.Committed _ -> true;
      // The next run drops what is still there.
      case CommitOutcome.Conflict conflict -> {
        LOG.debug("retention gives way: {}", conflict.reason());
        yield false;
      }
      case CommitOutcome.Unknown unknown ->
          throw new IOException(
              "it is unknown whether a commit of retention succeeded; the next run will find out: "
                  + unknown.reason());
    };
  }

  private void applyRules(
      List<RetentionRule> rules, long newest, Instant now, ReportBuilder report, Step rewrite)
      throws IOException {
    int failures = 0;
    Set<String> unreadable = new HashSet<>();
    CleanFiles clean = CleanFiles.read(store);
    for (RetentionRule rule : rules) {
      long cutoff = RetentionPolicy.cutoff(rule.time(), newest, now);
      SampleCut cut = new SampleCut(List.of(rule.matchers()), ALWAYS, Long.MAX_VALUE);
      for (CatalogFile file : catalogs.newest().files()) {
        if (failures == MOST_FAILURES) {
          break;
        }
        if (file.lastMillis() < cutoff
            && !clean.has(rule, file)
            && !unreadable.contains(file.key())) {
          try {
            if (isClean(cut, file, report, rewrite, unreadable)) {
              clean.add(rule, file);
            }
          } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw e;
          } catch (IOException e) {
            failures++;
            report.problem(
                "retention cannot read '%s' now, and the next run tries again: %s"
                    .formatted(file.key(), e.getMessage()));
          }
        }
      }
    }
    clean.save(rules, catalogs.newest().files());
  }

  /// Rewrites a file that has series of a rule.
  ///
  /// @param unreadable receives its key where it is damaged: other rules need not read it again
  /// @return whether it was read and has none: a file that could not be read, or rewritten, is
  ///   looked at again by the next run, and so is the one that has replaced it
  private boolean isClean(
      SampleCut cut, CatalogFile file, ReportBuilder report, Step rewrite, Set<String> unreadable)
      throws IOException {
    try {
      List<SeriesSpan> touched = series.touched(file, cut);
      if (touched.isEmpty()) {
        return true;
      }
      var _ = rewrite.run(new CompactionTask.Rewrite(file, RowCut.of(cut, touched)));
    } catch (UnreadableSourceException e) {
      LOG.warn("retention passes over {}: {}", file.key(), e.getMessage());
      unreadable.add(file.key());
      report.problem(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      LOG.debug("retention passes over {}: {}", file.key(), e.getMessage());
    }
    return false;
  }
}
