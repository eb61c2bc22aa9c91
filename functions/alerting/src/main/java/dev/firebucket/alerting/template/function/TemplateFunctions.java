package dev.firebucket.alerting.template.function;

import dev.firebucket.go.template.function.FunctionTable;
import dev.firebucket.go.template.function.TemplateFunction;
import java.util.List;
import java.util.stream.Stream;

/// All functions of Prometheus' templates, Go's own among them.
public final class TemplateFunctions {
  /// By name.
  public static final FunctionTable<FunctionContext> ALL =
      FunctionTable.with(
          Stream.<List<TemplateFunction<FunctionContext>>>of(
                  QueryFunctions.all(),
                  TextFunctions.all(),
                  MarkupFunctions.all(),
                  HostFunctions.all(),
                  RegexFunctions.all(),
                  HumanizeFunctions.all(),
                  TimeFunctions.all(),
                  LinkFunctions.all())
              .flatMap(List::stream)
              .toList());

  private TemplateFunctions() {}
}
