package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.template.function.FunctionTable;
import dev.firebucket.go.template.function.Parameter;
import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.template.parse.Node;
import dev.firebucket.go.template.parse.Operand;
import dev.firebucket.go.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls functions: counts and checks their arguments, then runs them.
final class FunctionCalls<C> {
  private final Progress progress;
  private final FunctionTable<C> functions;
  private final C context;

  FunctionCalls(Progress progress, FunctionTable<C> functions, C context) {
    this.progress = progress;
    this.functions = functions;
    this.context = context;
  }

  /// @param node what an error of the function itself names
  /// @param last the value of the command before, the last argument; null for none
  Value call(
      PipelineEvaluation pipelines,
      Value dot,
      Operand.Function called,
      Node node,
      List<Operand> operands,
      @Nullable Value last)
      throws TemplateExecutionException {
    progress.at(called);
    TemplateFunction<C> function = functions.named(called.name());
    if (function == null) {
      throw progress.error("\"" + called.name() + "\" is not a defined function");
    }
    int count = operands.size() + (last == null ? 0 : 1);
    requireCount(function, operands.size(), count);
    boolean or = function.name().equals("or");
    boolean shortCircuits = or || function.name().equals("and");
    List<Value> arguments = new ArrayList<>(count);
    for (Operand operand : operands) {
      Value value = argument(pipelines, dot, function.parameter(arguments.size()), operand);
      if (shortCircuits && value.truth() == or) {
        return value;
      }
      arguments.add(value);
    }
    if (last != null) {
      arguments.add(fitted(last, function.parameter(arguments.size())));
    }
    return run(function, arguments, node);
  }

  private void requireCount(TemplateFunction<C> function, int operands, int count)
      throws TemplateExecutionException {
    int fixed = function.parameters().size();
    if (function.rest() != null && count < fixed) {
      throw progress.error(
          "wrong number of args for %s: want at least %d got %d"
              .formatted(function.name(), fixed, operands));
    }
    if (function.rest() == null && count != fixed) {
      throw progress.error(
          "wrong number of args for %s: want %d got %d".formatted(function.name(), fixed, count));
    }
  }

  private Value run(TemplateFunction<C> function, List<Value> arguments, Node node)
      throws TemplateExecutionException {
    if (function.asks()) {
      progress.countQuery();
    }
    try {
      Value value = function.body().call(context, arguments);
      progress.checkLength(length(value));
      return value;
    } catch (FunctionException | IllegalArgumentException e) {
      progress.at(node);
      throw progress.error("error calling " + function.name() + ": " + e.getMessage());
    }
  }

  private static int length(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().length();
    }
    return value instanceof Value.Html html ? html.text().length() : 0;
  }

  private Value argument(
      PipelineEvaluation pipelines, Value dot, Parameter parameter, Operand operand)
      throws TemplateExecutionException {
    progress.at(operand);
    boolean literal =
        operand instanceof Operand.BooleanLiteral
            || operand instanceof Operand.NumberLiteral
            || operand instanceof Operand.StringLiteral;
    if (operand instanceof Operand.Nil) {
      if (parameter.kind() == Parameter.Kind.TEXT) {
        throw progress.error("cannot assign nil to " + parameter.typeName());
      }
      return Value.None.NONE;
    }
    if (!literal) {
      return fitted(pipelines.operand(dot, operand), parameter);
    }
    return switch (parameter.kind()) {
      case ANY -> pipelines.constant(operand);
      case TEXT -> {
        if (operand instanceof Operand.StringLiteral string) {
          yield new Value.Text(string.text());
        }
        throw progress.error("expected string; found " + operand);
      }
      case NAMED ->
          throw progress.error(
              "can't handle " + operand + " for arg of type " + parameter.typeName());
    };
  }

  private Value fitted(Value value, Parameter parameter) throws TemplateExecutionException {
    if (parameter.accepts(value)) {
      return value;
    }
    throw progress.error(
        value instanceof Value.None
            ? "invalid value; expected " + parameter.typeName()
            : "wrong type for value; expected "
                + parameter.typeName()
                + "; got "
                + value.typeName());
  }
}
