package dev.firebucket.alerting.template.parse;

/// A node of a template's tree. `toString` gives it back as template text, in Go's form: error
/// messages name the node so.
public sealed interface Node permits Operand, Pipeline, Command, Item {
  /// Where it begins, in UTF-16 code units of the template's text.
  int position();
}
