package dev.firebucket.alerting.template.value;

import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import dev.firebucket.query.histogram.HistogramText;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Samples, histograms and labels as templates see them, under the names of Prometheus' types.
public final class SampleValues {
  /// Go's type of one element of what `query` answers: `.Labels` and `.Value`.
  public static final String SAMPLE = "*template.sample";

  /// Go's type of what `query` answers.
  public static final String VECTOR = "template.queryResult";

  private static final String HISTOGRAM = "*histogram.FloatHistogram";

  private SampleValues() {}

  /// What `query` answers.
  public static Value.Slice vector(List<VectorSample> samples) {
    return new Value.Slice(VECTOR, samples.stream().<Value>map(SampleValues::sample).toList());
  }

  private static Value.Struct sample(VectorSample sample) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("Labels", labels(sample.labels()));
    fields.put("Value", value(sample));
    return new Value.Struct(SAMPLE, fields, null);
  }

  /// The value of a sample: a float or a histogram.
  public static Value value(VectorSample sample) {
    FloatHistogram histogram = sample.histogram();
    return histogram == null ? new Value.Real(sample.value()) : histogram(histogram);
  }

  /// A native histogram: templates read `.Count`, `.Sum` and print its buckets.
  public static Value.Struct histogram(FloatHistogram histogram) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("Count", new Value.Real(histogram.count()));
    fields.put("Sum", new Value.Real(histogram.sum()));
    fields.put("ZeroCount", new Value.Real(histogram.zeroCount()));
    fields.put("ZeroThreshold", new Value.Real(histogram.zeroThreshold()));
    fields.put("Schema", new Value.Whole(histogram.schema()));
    return new Value.Struct(HISTOGRAM, fields, () -> HistogramText.of(histogram));
  }

  /// Labels, the metric name under `__name__`.
  public static MapValue labels(LabelSet labels) {
    return MapValue.ofTexts(labels.toMap());
  }
}
