package dev.firebucket.go.template.parse;

/// What a template's text is a sequence of: statements, and the `{{else}}` and `{{end}}` that close
/// a list of them.
sealed interface Item extends Node permits Statement, Item.EndOfList {
  /// `{{end}}` or `{{else}}`: known to the parser only, never part of a tree.
  ///
  /// @param otherwise whether it is `{{else}}`
  record EndOfList(int position, boolean otherwise) implements Item {
    @Override
    public String toString() {
      return otherwise ? "{{else}}" : "{{end}}";
    }
  }
}
