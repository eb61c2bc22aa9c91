package dev.firebucket.alerting.template.function;

import static dev.firebucket.alerting.template.function.Parameter.SAMPLE;
import static dev.firebucket.alerting.template.function.Parameter.TEXT;
import static dev.firebucket.alerting.template.function.Parameter.VECTOR;

import dev.firebucket.alerting.template.value.MapValue;
import dev.firebucket.alerting.template.value.Value;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.util.Comparator;
import java.util.List;

/// `query`, `first`, `label`, `value`, `strvalue`, `sortByLabel`.
final class QueryFunctions {
  private QueryFunctions() {}

  static List<TemplateFunction> all() {
    return List.of(
        TemplateFunction.of(
            "query",
            List.of(TEXT),
            (context, arguments) -> vector(context.query().query(Arguments.text(arguments, 0)))),
        TemplateFunction.of(
            "first",
            List.of(VECTOR),
            (context, arguments) -> {
              List<Value.Sample> samples = Arguments.vector(arguments, 0).samples();
              if (samples.isEmpty()) {
                throw new FunctionException("first() called on vector with no elements");
              }
              return samples.getFirst();
            }),
        TemplateFunction.of(
            "label",
            List.of(TEXT, SAMPLE),
            (context, arguments) ->
                Arguments.sample(arguments, 1).labels().get(Arguments.text(arguments, 0))),
        TemplateFunction.of(
            "value",
            List.of(SAMPLE),
            (context, arguments) -> Arguments.sample(arguments, 0).value()),
        TemplateFunction.of(
            "strvalue",
            List.of(SAMPLE),
            (context, arguments) -> Arguments.sample(arguments, 0).labels().get("__value__")),
        TemplateFunction.of(
            "sortByLabel",
            List.of(TEXT, VECTOR),
            (context, arguments) ->
                sorted(Arguments.text(arguments, 0), Arguments.vector(arguments, 1))));
  }

  private static Value.Vector vector(List<VectorSample> samples) {
    return new Value.Vector(
        samples.stream()
            .map(sample -> new Value.Sample(MapValue.of(sample.labels()), value(sample)))
            .toList());
  }

  private static Value value(VectorSample sample) {
    FloatHistogram histogram = sample.histogram();
    return histogram == null ? new Value.Real(sample.value()) : new Value.Histogram(histogram);
  }

  private static Value.Vector sorted(String label, Value.Vector vector) {
    Comparator<Value.Sample> byLabel =
        Comparator.comparing(
            sample -> sample.labels().get(label) instanceof Value.Text text ? text.text() : "",
            LabelSet::compareUtf8);
    return new Value.Vector(vector.samples().stream().sorted(byLabel).toList());
  }
}
