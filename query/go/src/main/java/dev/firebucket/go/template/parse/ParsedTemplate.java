package dev.firebucket.go.template.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template that parsed.
///
/// @param name of the template, for errors
/// @param text as written, for the places of errors
/// @param definitions the statements of each template by name, the main one under `name`
public record ParsedTemplate(String name, String text, Map<String, StatementList> definitions) {
  public ParsedTemplate {
    definitions = Map.copyOf(definitions);
  }

  /// What a template of this name does; null where there is none.
  public @Nullable StatementList definition(String template) {
    return definitions.get(template);
  }
}
