package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.template.parse.Node;
import dev.firebucket.go.template.parse.Operand;
import dev.firebucket.go.template.parse.Statement;
import dev.firebucket.go.template.parse.StatementList;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import java.util.List;
import java.util.Map;

/// Repeats the body of a `range` for each element, each key in order, or each number below a
/// number.
final class RangeEvaluation {
  /// Runs statements on a dot.
  interface Body {
    Flow run(Value dot, StatementList statements) throws TemplateExecutionException;
  }

  private final Progress progress;
  private final PipelineEvaluation pipelines;
  private final Body body;

  RangeEvaluation(Progress progress, PipelineEvaluation pipelines, Body body) {
    this.progress = progress;
    this.pipelines = pipelines;
    this.body = body;
  }

  /// A `break` or `continue` in the body ends here; one in the `else` belongs to the range around.
  Flow run(Value dot, Statement.Range range) throws TemplateExecutionException {
    Value over = pipelines.evaluate(dot, range.pipeline());
    boolean any =
        switch (over) {
          case Value.Slice slice -> elements(slice, range);
          case MapValue map -> entries(map, range);
          case Value.Whole number -> numbers(number.value(), range);
          case Value.Octet number -> numbers(number.value(), range);
          case Value.None none -> false;
          case Value.Bool _,
              Value.Real _,
              Value.NamedWhole _,
              Value.Text _,
              Value.Html _,
              Value.Duration _,
              Value.Time _,
              Value.Struct _ ->
              throw progress.error("range can't iterate over " + Printer.print(List.of(over)));
        };
    return any ? Flow.NEXT : body.run(dot, range.otherwise());
  }

  private boolean elements(Value.Slice slice, Statement.Range range)
      throws TemplateExecutionException {
    int index = 0;
    for (Value element : slice.elements()) {
      if (once(range, new Value.Whole(index++), element) == Flow.BREAK) {
        break;
      }
    }
    return index > 0;
  }

  private boolean entries(MapValue map, Statement.Range range) throws TemplateExecutionException {
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      if (once(range, new Value.Text(entry.getKey()), entry.getValue()) == Flow.BREAK) {
        break;
      }
    }
    return !map.entries().isEmpty();
  }

  private boolean numbers(long end, Statement.Range range) throws TemplateExecutionException {
    if (range.pipeline().variables().size() > 1) {
      throw progress.error("can't use " + end + " to iterate over more than one variable");
    }
    for (long number = 0; number < end; number++) {
      if (once(range, Value.None.NONE, new Value.Whole(number)) == Flow.BREAK) {
        break;
      }
    }
    return end > 0;
  }

  private Flow once(Statement.Range range, Value index, Value element)
      throws TemplateExecutionException {
    progress.at(range);
    int mark = pipelines.variables().mark();
    bind(range.pipeline(), index, element);
    Flow flow = body.run(element, range.body());
    pipelines.variables().endTo(mark);
    return flow;
  }

  /// With one variable it takes the element, with two the first takes the index or key.
  private void bind(Node.Pipeline pipeline, Value index, Value element)
      throws TemplateExecutionException {
    List<Operand.Variable> names = pipeline.variables();
    for (int i = 0; i < names.size(); i++) {
      Value value = names.size() == 2 && i == 0 ? index : element;
      String name = names.get(i).variable();
      if (!pipeline.assigns()) {
        pipelines.variables().declare(name, value);
      } else if (!pipelines.variables().assign(name, value)) {
        throw progress.error("undefined variable: " + name);
      }
    }
  }
}
