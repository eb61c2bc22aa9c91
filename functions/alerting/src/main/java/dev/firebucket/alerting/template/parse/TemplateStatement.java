package dev.firebucket.alerting.template.parse;

import dev.firebucket.go.text.Quote;
import org.jspecify.annotations.Nullable;

/// `{{template "name" pipeline}}`: runs a defined template with the value as its dot. A `{{block}}`
/// is one together with its definition.
///
/// @param pipeline null where the template gets no dot
public record TemplateStatement(int position, String name, @Nullable Pipeline pipeline)
    implements Statement {
  @Override
  public String toString() {
    return "{{template " + Quote.string(name) + (pipeline == null ? "" : " " + pipeline) + "}}";
  }
}
