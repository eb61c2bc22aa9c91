package dev.firebucket.query.differential;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.Sharding;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.model.SampleBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The real Prometheus and ours over the same samples: ours reads them from Parquet.
final class BesidePrometheus implements AutoCloseable {
  /// How often Prometheus is asked again before a difference counts.
  private static final int REPEATS = 12;

  private final PeerPrometheus peer;
  private final Bucket bucket;
  private final QueryEngine engine;

  private BesidePrometheus(PeerPrometheus peer, Bucket bucket, QueryEngine engine) {
    this.peer = peer;
    this.bucket = bucket;
    this.engine = engine;
  }

  /// What came of a trial.
  sealed interface Outcome {
    /// The same answer, to the last bit.
    record Same() implements Outcome {}

    /// The same error.
    record SameError() implements Outcome {}

    /// Prometheus gives other bits from one asking to the next, and ours are among them or as near
    /// as they are to each other: it adds up in the order of a Go map.
    record PeerVaries() implements Outcome {}

    /// A known difference, with its reason.
    record Known(KnownDifference why) implements Outcome {}

    /// A difference that nobody has explained.
    record Different(String what) implements Outcome {}
  }

  /// Stores the same samples in both.
  ///
  /// @param folder empty
  /// @param parts the objects of our store; together they hold what `all` holds
  static BesidePrometheus open(
      Path folder, SampleBatch all, List<SampleBatch> parts, Set<String> features)
      throws Exception {
    PeerPrometheus peer =
        PeerPrometheus.start(Files.createDirectory(folder.resolve("prometheus")), features);
    peer.write(all);
    Bucket bucket = Bucket.open(folder.resolve("bucket").toString(), BucketOptions.defaults());
    for (SampleBatch part : parts) {
      bucket.writer().write(part);
    }
    return new BesidePrometheus(peer, bucket, new QueryEngine(bucket.reader(), options(features)));
  }

  /// `-Dfirebucket.shards=3` reads each query in so many shards.
  private static EngineOptions options(Set<String> features) {
    EngineOptions options = EngineOptions.DEFAULT.withFeatures(features);
    int shards = Integer.getInteger("firebucket.shards", 0);
    return shards > 0 ? options.withSharding(Sharding.always(shards, 1)) : options;
  }

  /// Writes more to ours alone, an object each.
  void addToOurs(List<SampleBatch> parts) throws Exception {
    for (SampleBatch part : parts) {
      bucket.writer().write(part);
    }
  }

  /// Compacts ours.
  void compact() throws Exception {
    CompactionReport report = bucket.compactor(CompactionPolicy.EAGER).compact(Instant.now());
    if (!report.problems().isEmpty()) {
      throw new IllegalStateException("ours is not compacted: " + report.problems());
    }
  }

  /// Asks both.
  Outcome ask(Trial trial) throws Exception {
    PeerPrometheus.Answer theirs = peer.answer(trial);
    Ours ours = ours(trial);
    String difference = ours.differenceFrom(theirs, trial.text(), 0);
    if (difference.isEmpty()) {
      return ours.error() == null ? new Outcome.Same() : new Outcome.SameError();
    }
    if (varies(trial, theirs, ours)) {
      return new Outcome.PeerVaries();
    }
    KnownDifference.Difference both = new KnownDifference.Difference(trial, theirs, ours, peer);
    for (KnownDifference known : KnownDifference.values()) {
      if (known.explains(both)) {
        return new Outcome.Known(known);
      }
    }
    return new Outcome.Different(difference);
  }

  private boolean varies(Trial trial, PeerPrometheus.Answer first, Ours ours) throws Exception {
    Set<String> seen = new HashSet<>(Set.of(first.body()));
    boolean near = ours.differenceFrom(first, trial.text(), AnswerDifference.OF_ROUNDING).isEmpty();
    for (int i = 0; i < REPEATS; i++) {
      PeerPrometheus.Answer again = peer.answer(trial);
      if (ours.differenceFrom(again, trial.text(), 0).isEmpty()) {
        return true;
      }
      near |= ours.differenceFrom(again, trial.text(), AnswerDifference.OF_ROUNDING).isEmpty();
      seen.add(again.body());
    }
    return near && seen.size() > 1;
  }

  private Ours ours(Trial trial) {
    try {
      return new Ours(trial.answeredBy(engine), null);
    } catch (PromqlException e) {
      return new Ours(null, e);
    }
  }

  @Override
  public void close() {
    engine.close();
    bucket.close();
    peer.close();
  }
}
