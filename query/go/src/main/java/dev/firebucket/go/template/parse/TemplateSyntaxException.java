package dev.firebucket.go.template.parse;

/// A template that does not parse. The message is Go's, with the template's name and the line:
/// `template: __alert_Down:1: unexpected "}" in operand`.
public final class TemplateSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  public TemplateSyntaxException(String message) {
    super(message);
  }
}
