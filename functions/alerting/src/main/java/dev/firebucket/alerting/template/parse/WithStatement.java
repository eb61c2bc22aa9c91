package dev.firebucket.alerting.template.parse;

/// `{{with pipeline}} … {{else}} … {{end}}`: its body sees the value as dot.
///
/// @param body what the statement holds
/// @param otherwise what stands after `{{else}}`; empty where there is none
public record WithStatement(
    int position, Pipeline pipeline, StatementList body, StatementList otherwise)
    implements Statement {
  @Override
  public String toString() {
    String tail = otherwise.statements().isEmpty() ? "" : "{{else}}" + otherwise;
    return "{{with " + pipeline + "}}" + body + tail + "{{end}}";
  }
}
