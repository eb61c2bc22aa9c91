package dev.firebucket.alerting.template.function;

import dev.firebucket.alerting.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that templates call.
///
/// @param name as templates write it
/// @param parameters those that must be given
/// @param rest the type of any number of further ones; null where there are none
/// @param body gets arguments that fit the parameters
public record TemplateFunction(
    String name, List<Parameter> parameters, @Nullable Parameter rest, Body body) {
  public TemplateFunction {
    parameters = List.copyOf(parameters);
  }

  /// What a function does.
  @FunctionalInterface
  public interface Body {
    Value call(FunctionContext context, List<Value> arguments) throws FunctionException;
  }

  static TemplateFunction of(String name, List<Parameter> parameters, Body body) {
    return new TemplateFunction(name, parameters, null, body);
  }

  static TemplateFunction variadic(
      String name, List<Parameter> parameters, Parameter rest, Body body) {
    return new TemplateFunction(name, parameters, rest, body);
  }

  /// The type of the argument at `index`.
  public Parameter parameter(int index) {
    return index < parameters.size() || rest == null ? parameters.get(index) : rest;
  }
}
