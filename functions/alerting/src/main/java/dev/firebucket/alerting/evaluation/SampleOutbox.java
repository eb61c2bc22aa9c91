package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Gathers what the rules of one evaluation give. Later rules see it early only where one reads
/// what an earlier one recorded. Not for use by several threads.
final class SampleOutbox {
  private final TickView view;
  private final long timestampMillis;
  private final Set<LabelSet> written = new HashSet<>();
  private final Set<String> metrics = new TreeSet<>();
  private final Set<LabelSet> vanished = new TreeSet<>();
  private final List<SampleBatch> batches = new ArrayList<>();
  private SampleBatch batch = new SampleBatch();
  private int samples;

  /// @param view that gets the samples
  /// @param timestampMillis of the stale markers
  SampleOutbox(TickView view, long timestampMillis) {
    this.view = view;
    this.timestampMillis = timestampMillis;
  }

  /// Adds the samples of a rule, and stale markers for those series of its last evaluation that it
  /// no longer gives.
  ///
  /// @return the series of the rule
  Set<LabelSet> add(List<VectorSample> output, Collection<LabelSet> before) {
    Set<LabelSet> series = new HashSet<>();
    for (VectorSample sample : output) {
      series.add(sample.labels());
      FloatHistogram histogram = sample.histogram();
      if (histogram == null) {
        batch.append(sample.labels(), sample.timestampMillis(), sample.value());
      } else {
        batch.append(sample.labels(), sample.timestampMillis(), histogram);
      }
    }
    written.addAll(series);
    samples += output.size();
    before.stream().filter(labels -> !series.contains(labels)).forEach(this::end);
    series.forEach(labels -> metrics.add(labels.metricName()));
    return series;
  }

  /// Ends a series, unless a rule of this evaluation gives it after all.
  void end(LabelSet labels) {
    vanished.add(labels);
    metrics.add(labels.metricName());
  }

  /// Hands what is gathered to the view, if a rule may read any of it.
  void show(MetricsRead reads) {
    if (reads.mayRead(metrics)) {
      handOver();
    }
  }

  /// Hands what is gathered to the view.
  void handOver() {
    for (LabelSet labels : vanished) {
      if (!written.contains(labels)) {
        batch.append(labels, timestampMillis, StaleMarker.VALUE);
      }
    }
    if (!batch.isEmpty()) {
      view.add(batch, metrics);
      batches.add(batch);
    }
    batch = new SampleBatch();
    vanished.clear();
    metrics.clear();
  }

  /// All that was handed over, to be stored; of two samples of a series the later one counts.
  List<SampleBatch> batches() {
    return batches;
  }

  /// How many samples the rules gave, stale markers not counted.
  int samples() {
    return samples;
  }
}
