package dev.firebucket.alerting.template.parse;

/// `{{end}}` or `{{else}}`: known to the parser only, never part of a tree.
///
/// @param otherwise whether it is `{{else}}`
record EndOfList(int position, boolean otherwise) implements Item {
  @Override
  public String toString() {
    return otherwise ? "{{else}}" : "{{end}}";
  }
}
