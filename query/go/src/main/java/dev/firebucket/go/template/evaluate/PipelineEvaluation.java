package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.template.parse.Node;
import dev.firebucket.go.template.parse.Operand;
import dev.firebucket.go.text.Quote;
import dev.firebucket.go.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes the value of pipelines. The order in which nodes are visited is Go's, so that errors
/// name the same node. Not for use by several threads.
final class PipelineEvaluation {
  private final Progress progress;
  private final FunctionCalls<?> calls;
  private Variables variables;

  PipelineEvaluation(Progress progress, FunctionCalls<?> calls, Variables variables) {
    this.progress = progress;
    this.calls = calls;
    this.variables = variables;
  }

  Variables variables() {
    return variables;
  }

  /// Switches to other variables: a called template does not see the caller's.
  void useVariables(Variables others) {
    variables = others;
  }

  /// The value of a pipeline, with its variables declared or assigned.
  Value evaluate(Value dot, Node.Pipeline pipeline) throws TemplateExecutionException {
    progress.at(pipeline);
    progress.enter();
    Value value = null;
    for (Node.Command command : pipeline.commands()) {
      value = command(dot, command, value);
    }
    progress.leave();
    Value result = value == null ? Value.None.NONE : value;
    for (Operand.Variable variable : pipeline.variables()) {
      if (!pipeline.assigns()) {
        variables.declare(variable.variable(), result);
      } else if (!variables.assign(variable.variable(), result)) {
        throw progress.error("undefined variable: " + variable.variable());
      }
    }
    return result;
  }

  /// @param last the value of the command before, which becomes the last argument; null for none
  private Value command(Value dot, Node.Command command, @Nullable Value last)
      throws TemplateExecutionException {
    List<Operand> operands = command.operands();
    List<Operand> arguments = operands.subList(1, operands.size());
    Operand first = operands.getFirst();
    return switch (first) {
      case Operand.Field field -> {
        progress.at(field);
        yield fields(dot, dot, field, field.names(), arguments, last);
      }
      case Operand.Chain chain -> chain(dot, chain, arguments, last);
      case Operand.Function function -> calls.call(this, dot, function, command, arguments, last);
      case Operand.Nested inner -> {
        requireNoArguments(first, arguments, last);
        yield evaluate(dot, inner.pipeline());
      }
      case Operand.Variable variable -> variable(dot, variable, arguments, last);
      case Operand.BooleanLiteral bool -> literal(bool, first, arguments, last);
      case Operand.NumberLiteral number -> literal(number, first, arguments, last);
      case Operand.StringLiteral string -> literal(string, first, arguments, last);
      case Operand.Dot here -> {
        progress.at(here);
        requireNoArguments(first, arguments, last);
        yield dot;
      }
      case Operand.Nil nil -> {
        progress.at(nil);
        requireNoArguments(first, arguments, last);
        throw progress.error("nil is not a command");
      }
    };
  }

  private Value literal(
      Operand literal, Operand first, List<Operand> arguments, @Nullable Value last)
      throws TemplateExecutionException {
    progress.at(literal);
    requireNoArguments(first, arguments, last);
    return constant(literal);
  }

  private void requireNoArguments(Operand first, List<Operand> arguments, @Nullable Value last)
      throws TemplateExecutionException {
    if (!arguments.isEmpty() || last != null) {
      String shown =
          first instanceof Operand.Nested inner ? inner.pipeline().toString() : first.toString();
      throw progress.error("can't give argument to non-function " + shown);
    }
  }

  /// The value of a literal by itself: the form of a number decides its type.
  Value constant(Operand literal) throws TemplateExecutionException {
    return switch (literal) {
      case Operand.BooleanLiteral bool -> new Value.Bool(bool.value());
      case Operand.StringLiteral string -> new Value.Text(string.text());
      case Operand.NumberLiteral number ->
          number.whole() ? new Value.Whole(number.integer()) : new Value.Real(number.number());
      case Operand.Nil _,
          Operand.Dot _,
          Operand.Field _,
          Operand.Variable _,
          Operand.Function _,
          Operand.Chain _,
          Operand.Nested _ ->
          throw progress.error("can't evaluate command " + Quote.string(literal.toString()));
    };
  }

  /// The value of an operand that is not a literal; `type` is not looked at.
  Value operand(Value dot, Operand operand) throws TemplateExecutionException {
    return switch (operand) {
      case Operand.Dot here -> dot;
      case Operand.Field field -> {
        progress.at(field);
        yield fields(dot, dot, field, field.names(), List.of(), null);
      }
      case Operand.Variable variable -> variable(dot, variable, List.of(), null);
      case Operand.Nested inner -> evaluate(dot, inner.pipeline());
      case Operand.Function function -> calls.call(this, dot, function, function, List.of(), null);
      case Operand.Chain chain -> chain(dot, chain, List.of(), null);
      case Operand.Nil nil -> Value.None.NONE;
      case Operand.BooleanLiteral bool -> constant(bool);
      case Operand.NumberLiteral number -> constant(number);
      case Operand.StringLiteral string -> constant(string);
    };
  }

  private Value variable(
      Value dot, Operand.Variable variable, List<Operand> arguments, @Nullable Value last)
      throws TemplateExecutionException {
    progress.at(variable);
    Value value = variables.value(variable.variable());
    if (value == null) {
      throw progress.error("undefined variable: " + variable.variable());
    }
    List<String> names = variable.names().subList(1, variable.names().size());
    if (names.isEmpty()) {
      requireNoArguments(variable, arguments, last);
      return value;
    }
    return fields(dot, value, variable, names, arguments, last);
  }

  private Value chain(Value dot, Operand.Chain chain, List<Operand> arguments, @Nullable Value last)
      throws TemplateExecutionException {
    progress.at(chain);
    progress.at(chain.operand());
    Value receiver = operand(dot, chain.operand());
    return fields(dot, receiver, chain, chain.names(), arguments, last);
  }

  private Value fields(
      Value dot,
      Value receiver,
      Node node,
      List<String> names,
      List<Operand> arguments,
      @Nullable Value last)
      throws TemplateExecutionException {
    Value value = receiver;
    try {
      for (String name : names.subList(0, names.size() - 1)) {
        value = FieldAccess.get(value, name, List.of());
      }
      List<Value> given = new ArrayList<>();
      for (Operand argument : arguments) {
        given.add(operand(dot, argument));
      }
      if (last != null) {
        given.add(last);
      }
      if (!arguments.isEmpty()) {
        progress.at(node);
      }
      return FieldAccess.get(value, names.getLast(), given);
    } catch (FieldAccess.NoSuchField e) {
      throw progress.error(String.valueOf(e.getMessage()));
    }
  }
}
