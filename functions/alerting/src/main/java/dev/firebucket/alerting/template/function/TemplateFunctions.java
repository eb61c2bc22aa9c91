package dev.firebucket.alerting.template.function;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All functions by name.
public final class TemplateFunctions {
  private static final Map<String, TemplateFunction> ALL =
      Stream.of(
              PrintFunctions.all(),
              ComparisonFunctions.all(),
              CollectionFunctions.all(),
              EscapeFunctions.all(),
              QueryFunctions.all(),
              TextFunctions.all(),
              HostFunctions.all(),
              RegexFunctions.all(),
              HumanizeFunctions.all(),
              TimeFunctions.all(),
              LinkFunctions.all())
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(TemplateFunction::name, Function.identity()));

  private TemplateFunctions() {}

  /// The names that a template may call.
  public static Set<String> names() {
    return ALL.keySet();
  }

  /// The function of a name; null where there is none.
  public static @Nullable TemplateFunction named(String name) {
    return ALL.get(name);
  }
}
