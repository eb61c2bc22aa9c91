package dev.firebucket.go.template.function;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The functions that a template may call, by name: those of `text/template` and those of the
/// program around.
///
/// @param <C> what functions know of the evaluation that they run in
public final class FunctionTable<C> {
  private final Map<String, TemplateFunction<C>> byName;

  private FunctionTable(Map<String, TemplateFunction<C>> byName) {
    this.byName = byName;
  }

  /// Go's own functions and others.
  public static <C> FunctionTable<C> with(Collection<TemplateFunction<C>> others) {
    Stream<TemplateFunction<C>> own =
        Stream.<List<TemplateFunction<C>>>of(
                PrintFunctions.all(),
                ComparisonFunctions.all(),
                CollectionFunctions.all(),
                EscapeFunctions.all())
            .flatMap(List::stream);
    return new FunctionTable<>(
        Stream.concat(own, others.stream())
            .collect(Collectors.toUnmodifiableMap(TemplateFunction::name, Function.identity())));
  }

  /// The names that a template may call.
  public Set<String> names() {
    return byName.keySet();
  }

  /// The function of a name; null where there is none.
  public @Nullable TemplateFunction<C> named(String name) {
    return byName.get(name);
  }
}
