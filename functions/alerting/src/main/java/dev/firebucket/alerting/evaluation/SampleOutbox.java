package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Gathers what the rules of one evaluation write, so that it becomes one object. It is written
/// early only when a later rule reads what an earlier one recorded. Not for use by several threads.
final class SampleOutbox {
  private final SampleWriter writer;
  private final long timestampMillis;
  private final Set<LabelSet> written = new HashSet<>();
  private final Set<String> metrics = new TreeSet<>();
  private final List<Integer> rules = new ArrayList<>();
  private final Set<LabelSet> vanished = new TreeSet<>();
  private SampleBatch batch = new SampleBatch();
  private int samples;

  /// What became of the rules whose samples were written together.
  ///
  /// @param rules their places in the group
  /// @param error empty when the store took the samples
  record Written(List<Integer> rules, String error) {}

  /// @param timestampMillis of the stale markers
  SampleOutbox(SampleWriter writer, long timestampMillis) {
    this.writer = writer;
    this.timestampMillis = timestampMillis;
  }

  /// Adds the samples of a rule, and stale markers for those series of its last evaluation that it
  /// no longer gives.
  ///
  /// @return the series of the rule
  Set<LabelSet> add(int rule, List<VectorSample> output, Collection<LabelSet> before) {
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
    rules.add(rule);
    before.stream().filter(labels -> !series.contains(labels)).forEach(this::end);
    series.forEach(labels -> metrics.add(labels.metricName()));
    return series;
  }

  /// Ends a series, unless a rule of this evaluation writes it after all.
  void end(LabelSet labels) {
    vanished.add(labels);
    metrics.add(labels.metricName());
  }

  /// The metrics of what is gathered and not yet written.
  Set<String> metrics() {
    return metrics;
  }

  /// How many samples the rules gave, stale markers not counted.
  int samples() {
    return samples;
  }

  /// Writes what is gathered.
  Written write() {
    for (LabelSet labels : vanished) {
      if (!written.contains(labels)) {
        batch.append(labels, timestampMillis, StaleMarker.VALUE);
      }
    }
    List<Integer> together = List.copyOf(rules);
    String error = "";
    try {
      if (!batch.isEmpty()) {
        writer.write(batch);
      }
    } catch (IOException e) {
      error = "rule sample appending failed: " + e.getMessage();
    }
    batch = new SampleBatch();
    rules.clear();
    vanished.clear();
    metrics.clear();
    return new Written(together, error);
  }
}
