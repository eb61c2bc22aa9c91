package dev.firebucket.backfill.importing;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.Compactor;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Imports sources into a bucket: samples go to the tail as those of any writer, and are compacted
/// little by little.
///
/// It may be stopped anywhere and started again: what is done is noted in the bucket, and what was
/// done and not noted is written a second time, which readers do not see.
public final class Importer {
  private final Bucket bucket;
  private final ImportOptions options;
  private final InstantSource clock;
  private final Compactor compactor;
  private final ImportState state;

  /// @param clock decides what compaction finds due
  public Importer(Bucket bucket, ImportOptions options, InstantSource clock) {
    this.bucket = bucket;
    this.options = options;
    this.clock = clock;
    this.compactor = bucket.compactor(CompactionPolicy.EAGER);
    this.state = new ImportState(bucket.store());
  }

  /// Imports all pieces of some sources that are not done yet.
  ///
  /// @throws IOException when a source is damaged or the store does not take samples: what was done
  ///   until then counts
  public ImportReport run(List<ImportSource> sources, ImportListener listener) throws IOException {
    List<ImportPart> parts = sources.stream().flatMap(one -> one.parts().stream()).toList();
    long all = parts.stream().mapToLong(ImportPart::bytes).sum();
    Map<String, Set<String>> done = new HashMap<>();
    SampleGatherer samples = new SampleGatherer(bucket.writer(), options);
    List<String> problems = new ArrayList<>();
    long bytes = 0;
    int skipped = 0;
    int compacted = 0;
    for (ImportPart part : parts) {
      if (isDone(part, done)) {
        skipped++;
      } else {
        part.content().read(samples);
        note(part, samples, done);
      }
      bytes += part.bytes();
      listener.progress(bytes, all, samples.samples());
      if (samples.objects() - compacted >= options.compactEvery()) {
        compacted = samples.objects();
        problems.addAll(compactor.compact(clock.instant()).problems());
      }
    }
    samples.flush();
    if (samples.objects() > compacted) {
      problems.addAll(compactor.compact(clock.instant()).problems());
    }
    return new ImportReport(
        samples.samples(),
        samples.histograms(),
        samples.series(),
        samples.firstMillis(),
        samples.lastMillis(),
        parts.size() - skipped,
        skipped,
        problems);
  }

  private boolean isDone(ImportPart part, Map<String, Set<String>> done) throws IOException {
    if (options.again() || part.id().isEmpty()) {
      return false;
    }
    String id = part.id().get();
    return noted(ImportState.sourceOf(id), done).contains(id);
  }

  private Set<String> noted(String source, Map<String, Set<String>> done) throws IOException {
    Set<String> known = done.get(source);
    if (known == null) {
      known = options.again() ? new LinkedHashSet<>() : state.done(source);
      done.put(source, known);
    }
    return known;
  }

  private void note(ImportPart part, SampleGatherer samples, Map<String, Set<String>> done)
      throws IOException {
    if (options.dryRun() || part.id().isEmpty()) {
      return;
    }
    samples.flush();
    String source = ImportState.sourceOf(part.id().get());
    Set<String> now = noted(source, done);
    now.add(part.id().get());
    state.note(source, now);
  }
}
