package dev.firebucket.alerting.template.parse;

/// `{{range pipeline}} … {{else}} … {{end}}`: its body once per element.
///
/// @param body what the statement holds
/// @param otherwise what stands after `{{else}}`; empty where there is none
public record RangeStatement(
    int position, Pipeline pipeline, StatementList body, StatementList otherwise)
    implements Statement {
  @Override
  public String toString() {
    String tail = otherwise.statements().isEmpty() ? "" : "{{else}}" + otherwise;
    return "{{range " + pipeline + "}}" + body + tail + "{{end}}";
  }
}
