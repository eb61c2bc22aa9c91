package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.alerting.template.value.SampleValues;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.template.function.Parameter;
import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.text.Utf8;
import dev.firebucket.go.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `query`, `first`, `label`, `value`, `strvalue`, `sortByLabel`.
final class QueryFunctions {
  private static final Parameter SAMPLE = Parameter.named(SampleValues.SAMPLE);
  private static final Parameter VECTOR = Parameter.named(SampleValues.VECTOR);

  private QueryFunctions() {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        TemplateFunction.asking(
            "query",
            List.of(TEXT),
            (context, arguments) ->
                SampleValues.vector(context.query().query(Arguments.text(arguments, 0)))),
        TemplateFunction.of(
            "first",
            List.of(VECTOR),
            (context, arguments) -> {
              List<Value> samples = Arguments.vector(arguments, 0).elements();
              if (samples.isEmpty()) {
                throw new FunctionException("first() called on vector with no elements");
              }
              return samples.getFirst();
            }),
        TemplateFunction.of(
            "label",
            List.of(TEXT, SAMPLE),
            (context, arguments) -> Arguments.label(arguments, 1, Arguments.text(arguments, 0))),
        TemplateFunction.of(
            "value", List.of(SAMPLE), (context, arguments) -> Arguments.value(arguments, 0)),
        TemplateFunction.of(
            "strvalue",
            List.of(SAMPLE),
            (context, arguments) -> Arguments.label(arguments, 0, "__value__")),
        TemplateFunction.of(
            "sortByLabel",
            List.of(TEXT, VECTOR),
            (context, arguments) ->
                sorted(Arguments.text(arguments, 0), Arguments.vector(arguments, 1))));
  }

  private static Value.Slice sorted(String label, Value.Slice vector) throws FunctionException {
    record Keyed(String key, Value sample) {}
    List<Keyed> keyed = new ArrayList<>();
    for (Value sample : vector.elements()) {
      String key = Arguments.label(sample, label) instanceof Value.Text text ? text.text() : "";
      keyed.add(new Keyed(key, sample));
    }
    keyed.sort(Comparator.comparing(Keyed::key, Utf8::compare));
    return new Value.Slice(vector.typeName(), keyed.stream().map(Keyed::sample).toList());
  }
}
