package dev.firebucket.go.template.function;

import dev.firebucket.go.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that templates call.
///
/// @param name as templates write it
/// @param parameters those that must be given
/// @param rest the type of any number of further ones; null where there are none
/// @param asks whether it asks the program around, so that its calls are counted
/// @param body gets arguments that fit the parameters
/// @param <C> what functions know of the evaluation that they run in
public record TemplateFunction<C>(
    String name, List<Parameter> parameters, @Nullable Parameter rest, boolean asks, Body<C> body) {
  public TemplateFunction {
    parameters = List.copyOf(parameters);
  }

  /// What a function does.
  ///
  /// @param <C> what it knows of the evaluation
  @FunctionalInterface
  public interface Body<C> {
    Value call(C context, List<Value> arguments) throws FunctionException;
  }

  public static <C> TemplateFunction<C> of(String name, List<Parameter> parameters, Body<C> body) {
    return new TemplateFunction<>(name, parameters, null, false, body);
  }

  /// A function with any number of arguments.
  public static <C> TemplateFunction<C> variadic(
      String name, List<Parameter> parameters, Parameter rest, Body<C> body) {
    return new TemplateFunction<>(name, parameters, rest, false, body);
  }

  /// A function that asks the program around.
  public static <C> TemplateFunction<C> asking(
      String name, List<Parameter> parameters, Body<C> body) {
    return new TemplateFunction<>(name, parameters, null, true, body);
  }

  /// The type of the argument at `index`.
  public Parameter parameter(int index) {
    return index < parameters.size() || rest == null ? parameters.get(index) : rest;
  }
}
