package dev.firebucket.ingest.writing;

import dev.firebucket.storage.model.SampleBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Samples that wait to be written.
///
/// @param samples in all batches
/// @param arrived `System.nanoTime`
/// @param stored completes when they are durable, fails when they are given up
record Submission(
    List<SampleBatch> batches,
    long samples,
    WritePolicy policy,
    long arrived,
    CompletableFuture<Void> stored) {
  static Submission of(List<SampleBatch> batches, WritePolicy policy) {
    long samples = batches.stream().mapToLong(SampleBatch::sampleCount).sum();
    return new Submission(batches, samples, policy, System.nanoTime(), new CompletableFuture<>());
  }

  /// When it should be written, `System.nanoTime`.
  long due() {
    return arrived + policy.gather().toNanos();
  }
}
