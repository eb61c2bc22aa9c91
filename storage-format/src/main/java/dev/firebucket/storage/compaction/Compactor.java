package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.catalog.CommitOutcome;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.retention.Deletion;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compacts a store: merges fresh objects into files by day and files into bigger ones, then
/// deletes what no longer counts.
///
/// It can be stopped anywhere and run again. If several run at once, one wins each round and the
/// others discard their work. Within one process, runs wait for each other.
public final class Compactor {
  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  /// A run stops after losing this many rounds to other compactors.
  private static final int MOST_CONFLICTS = 5;

  /// How often to look for deletions that died midway: it takes a LIST.
  private static final Duration SEARCH = Duration.ofHours(1);

  private final ObjectStore store;
  private final CatalogStore catalogs;
  private final CompactionPolicy policy;
  private final TaskRunner runner;
  private final Sweeper sweeper;
  private final InstantSource clock;
  private final Supplier<String> uniqueParts;
  private final Supplier<RetentionPolicy> retention;
  private final Retention retaining;
  private final Deletions deletions;
  private final DeletionLog deletionLog;
  private final UnreadableSources unreadable = new UnreadableSources();
  private Instant searched = Instant.EPOCH;

  /// @param catalogs shared with readers, or its own
  /// @param clock measures how long a run takes
  /// @param uniqueParts gives a new part of `[A-Za-z0-9-]` for each key
  public Compactor(
      ObjectStore store,
      CatalogStore catalogs,
      CompactionPolicy policy,
      MergeResources resources,
      InstantSource clock,
      Supplier<String> uniqueParts) {
    this(store, catalogs, policy, resources, clock, uniqueParts, () -> RetentionPolicy.NONE);
  }

  /// @param retention how long samples are kept, asked at each run
  public Compactor(
      ObjectStore store,
      CatalogStore catalogs,
      CompactionPolicy policy,
      MergeResources resources,
      InstantSource clock,
      Supplier<String> uniqueParts,
      Supplier<RetentionPolicy> retention) {
    this.store = store;
    this.catalogs = catalogs;
    this.policy = policy;
    this.runner = new TaskRunner(store, resources, policy.maximumFileBytes(), uniqueParts);
    this.sweeper = new Sweeper(store, catalogs, policy);
    this.clock = clock;
    this.uniqueParts = uniqueParts;
    this.retention = retention;
    SeriesOfFiles series = new SeriesOfFiles(store, resources.workDirectory());
    this.retaining = new Retention(store, catalogs, series, uniqueParts);
    this.deletions = new Deletions(catalogs, series);
    this.deletionLog = new DeletionLog(store);
  }

  /// Does everything that is due. A task that fails is a problem of the report, and the others are
  /// done all the same.
  ///
  /// @param now decides what is due, and whose grace period is over
  /// @throws IOException when the catalog or the store cannot be read; what was done before counts
  public CompactionReport compact(Instant now) throws IOException {
    return compact(now, CompactionProgress.NONE);
  }

  /// The same, and says how it gets on.
  public synchronized CompactionReport compact(Instant now, CompactionProgress progress)
      throws IOException {
    Instant began = clock.instant();
    ReportBuilder report = new ReportBuilder();
    Set<String> passedOver = new HashSet<>();
    unreadable.clear();
    int conflicts = 0;
    List<ObjectSummary> listed = store.list(StorageLayout.TAIL);
    int backlog = 0;
    while (elapsed(began).compareTo(policy.runTime()) < 0 && conflicts < MOST_CONFLICTS) {
      Catalog catalog = catalogs.newestToChange();
      // Those too that are passed over: nobody has taken them in.
      report.waiting(tail(listed, catalog, Set.of()).size());
      List<SourceObject> tail = tail(listed, catalog, passedOver);
      Optional<CompactionTask> task =
          new CompactionPlanner(policy).next(catalog.without(passedOver), tail, now);
      if (task.isEmpty()) {
        if (report.tailObjects() - backlog < policy.roundObjects()) {
          // What was written meanwhile is for the next run.
          break;
        }
        // There was a backlog: while it was taken in, as much may have come.
        backlog = report.tailObjects();
        listed = store.list(StorageLayout.TAIL);
        continue;
      }
      MergeWatch watch = watch(task.get(), began, progress);
      TaskOutcome outcome =
          run(task.get(), now.plus(elapsed(began)), watch, report, passedOver, new ArrayList<>());
      if (outcome == TaskOutcome.OVERTAKEN) {
        conflicts++;
        listed = store.list(StorageLayout.TAIL);
      }
    }
    finishDeletions(now, report);
    // Not as of the beginning: what is dropped stands for a grace period from now on.
    retain(now.plus(elapsed(began)), listed, report, passedOver);
    report.deleted(sweeper.sweep(now, uniqueParts.get()));
    CompactionReport done = report.build(elapsed(began));
    LOG.debug("compaction of {}: {}", store.location(), done);
    return done;
  }

  /// Deletions that died midway, once in a while.
  private void finishDeletions(Instant now, ReportBuilder report) throws IOException {
    if (now.isBefore(searched.plus(SEARCH))) {
      return;
    }
    searched = now;
    for (DeletionReport finished : finishAll()) {
      finished.problems().forEach(report::problem);
    }
  }

  private void retain(
      Instant now, List<ObjectSummary> listed, ReportBuilder report, Set<String> passedOver)
      throws IOException {
    RetentionPolicy keep = retention.get();
    if (keep.equals(RetentionPolicy.NONE)) {
      return;
    }
    retaining.apply(
        keep,
        tail(listed, catalogs.newest(), Set.of()),
        now,
        report,
        task -> run(task, clock.instant(), untilDone(), report, passedOver, new ArrayList<>()));
  }

  /// A merge commits what it has when its time or that of the run is nearly over.
  private MergeWatch watch(CompactionTask task, Instant began, CompactionProgress progress) {
    Instant ofTask = clock.instant().plus(policy.mergeTime().multipliedBy(3).dividedBy(4));
    Instant ofRun = began.plus(policy.runTime().multipliedBy(3).dividedBy(2));
    long samples = task.sources().stream().mapToLong(SourceObject::rows).sum();
    return new MergeWatch(
        clock,
        ofTask.isBefore(ofRun) ? ofTask : ofRun,
        merged -> progress.merged(task.toString(), merged, samples));
  }

  private MergeWatch untilDone() {
    return new MergeWatch(clock, Instant.MAX, merged -> {});
  }

  /// Deletes samples: on return no reader sees them. What was in the store at the time of the
  /// request is meant; samples that are written later with old times stay.
  ///
  /// The request is noted under `deletions/` first, so that one that dies midway is finished by
  /// [#finishDeletions].
  ///
  /// @throws IOException when the store cannot be read or written
  public synchronized DeletionReport delete(Deletion deletion) throws IOException {
    unreadable.clear();
    return finish(deletionLog.open(deletion, uniqueParts.get()), deletion);
  }

  /// Finishes deletions that died midway, and deletes objects whose grace period is over.
  ///
  /// @throws IOException when the store cannot be read or written
  public synchronized List<DeletionReport> finishDeletions() throws IOException {
    unreadable.clear();
    List<DeletionReport> done = finishAll();
    var _ = sweeper.sweep(clock.instant(), uniqueParts.get());
    return done;
  }

  private List<DeletionReport> finishAll() throws IOException {
    List<DeletionReport> done = new ArrayList<>();
    for (Map.Entry<String, Deletion> one : deletionLog.unfinished().entrySet()) {
      done.add(finish(one.getKey(), one.getValue()));
    }
    return done;
  }

  private DeletionReport finish(String record, Deletion deletion) throws IOException {
    ReportBuilder report = new ReportBuilder();
    takeInAll(report);
    List<String> problems = new ArrayList<>();
    Deletions.Done done =
        deletions.apply(
            deletion,
            new Deletions.Steps() {
              @Override
              public TaskOutcome run(CompactionTask task, List<String> written) throws IOException {
                return Compactor.this.run(
                    task, clock.instant(), untilDone(), report, new HashSet<>(), written);
              }

              @Override
              public void problem(String sentence) {
                problems.add(sentence);
              }
            });
    problems.addAll(report.build(Duration.ZERO).problems());
    if (problems.isEmpty()) {
      deletionLog.done(record, clock.instant(), done.files(), done.samples());
    }
    return new DeletionReport(record, done.files(), done.samples(), problems);
  }

  /// Samples of the tail are deleted from the files that they become.
  private void takeInAll(ReportBuilder report) throws IOException {
    List<ObjectSummary> listed = store.list(StorageLayout.TAIL);
    Set<String> passedOver = new HashSet<>();
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; ) {
      List<SourceObject> tail = tail(listed, catalogs.newest(), passedOver);
      Optional<CompactionTask> task =
          new CompactionPlanner(CompactionPolicy.EAGER).next(Catalog.EMPTY, tail, clock.instant());
      if (task.isEmpty()) {
        return;
      }
      if (run(task.get(), clock.instant(), untilDone(), report, passedOver, new ArrayList<>())
          == TaskOutcome.OVERTAKEN) {
        conflicts++;
        listed = store.list(StorageLayout.TAIL);
      }
    }
    throw new IOException("other compactors were faster each time; ask for the deletion again");
  }

  private Duration elapsed(Instant began) {
    return Duration.between(began, clock.instant());
  }

  private static List<SourceObject> tail(
      List<ObjectSummary> listed, Catalog catalog, Set<String> passedOver) {
    if (passedOver.contains(StorageLayout.TAIL)) {
      return List.of();
    }
    Set<String> removed = catalog.removedKeys();
    List<SourceObject> fresh = new ArrayList<>();
    for (ObjectSummary object : listed) {
      if (!removed.contains(object.key()) && !passedOver.contains(object.key())) {
        TailKey.parse(object.key()).ifPresent(key -> fresh.add(SourceObject.of(object, key)));
      }
    }
    return fresh;
  }

  /// @param now when the round begins
  /// @param written receives the keys of what was written
  private TaskOutcome run(
      CompactionTask task,
      Instant now,
      MergeWatch watch,
      ReportBuilder report,
      Set<String> passedOver,
      List<String> written)
      throws IOException {
    Instant began = clock.instant();
    try {
      unreadable.requireNone(task);
      TaskResult result = merge(task, now, watch, written);
      unreadable.add(result.unreadable(), report, passedOver);
      return commit(result, written, now, began, report);
    } catch (UnreadableSourceException e) {
      unreadable.add(e.sources(), report, passedOver);
      return TaskOutcome.PASSED_OVER;
    } catch (NoSuchFileException e) {
      return sourceHasGone(String.valueOf(e.getMessage()), report, passedOver);
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      String problem = "%s could not be merged: %s".formatted(task, e.getMessage());
      LOG.warn("{}", problem, e);
      report.problem(problem);
      passedOver.addAll(new HeldUp(catalogs).by(task));
      return TaskOutcome.PASSED_OVER;
    }
  }

  private TaskResult merge(CompactionTask task, Instant now, MergeWatch watch, List<String> written)
      throws IOException {
    boolean done = false;
    try {
      TaskResult result = runner.run(task, now, watch, written);
      done = true;
      return result;
    } finally {
      if (!done) {
        discard(written);
      }
    }
  }

  /// Another compactor was faster; or the newest version lists a file that does not exist.
  private TaskOutcome sourceHasGone(String key, ReportBuilder report, Set<String> passedOver)
      throws IOException {
    store.requireReach(key);
    if (catalogs.newest().files().stream().noneMatch(file -> file.key().equals(key))) {
      LOG.debug("'{}' is gone: another compactor was faster", key);
      report.conflict();
      return TaskOutcome.OVERTAKEN;
    }
    String problem =
        "the object '"
            + key
            + "' is missing although the catalog lists it: restore the object or the whole bucket";
    LOG.warn("{}", problem);
    report.problem(problem);
    passedOver.add(key);
    return TaskOutcome.PASSED_OVER;
  }

  private TaskOutcome commit(
      TaskResult result, List<String> written, Instant now, Instant began, ReportBuilder report)
      throws IOException {
    if (elapsed(began).compareTo(policy.mergeTime()) > 0) {
      discard(written);
      throw new IOException(
          "a merge of %d objects took %d s, longer than half the grace period of %d s, and was abandoned; give it more memory or processors"
              .formatted(
                  result.done().sources().size(),
                  elapsed(began).toSeconds(),
                  policy.grace().toSeconds()));
    }
    // The grace period of the sources begins here: until now readers were told to read them.
    Instant committed = now.plus(elapsed(began));
    CommitOutcome outcome = catalogs.commit(result.change(), uniqueParts.get(), committed);
    return switch (outcome) {
      case CommitOutcome.Committed _ -> {
        report.committed(result);
        yield TaskOutcome.COMMITTED;
      }
      case CommitOutcome.Conflict conflict -> {
        LOG.debug("another compactor was faster: {}", conflict.reason());
        report.conflict();
        discard(written);
        yield TaskOutcome.OVERTAKEN;
      }
      case CommitOutcome.Unknown unknown ->
          throw new IOException(
              "it is unknown whether a commit of compaction succeeded; the next run will find out: "
                  + unknown.reason());
    };
  }

  /// Deletes files that were never committed; those that cannot be deleted now become orphans.
  private void discard(List<String> written) {
    try {
      store.delete(written);
    } catch (IOException e) {
      LOG.debug("files of a lost round are left for the sweeper: {}", e.getMessage());
    }
  }
}
