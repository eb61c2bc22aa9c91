package dev.firebucket.alerting.template.parse;

/// `{{if pipeline}} … {{else}} … {{end}}`; `{{else if}}` is an `if` inside of `otherwise`.
///
/// @param body what the statement holds
/// @param otherwise what stands after `{{else}}`; empty where there is none
public record IfStatement(
    int position, Pipeline pipeline, StatementList body, StatementList otherwise)
    implements Statement {
  @Override
  public String toString() {
    String tail = otherwise.statements().isEmpty() ? "" : "{{else}}" + otherwise;
    return "{{if " + pipeline + "}}" + body + tail + "{{end}}";
  }
}
