package dev.firebucket.go.template.evaluate;

/// A template that parsed but cannot be run on this data. The message is Go's, with the place:
/// `template: __alert_Down:1:93: executing "__alert_Down" at <.Foo>: can't evaluate field Foo …`.
public final class TemplateExecutionException extends Exception {
  private static final long serialVersionUID = 1L;

  public TemplateExecutionException(String message) {
    super(message);
  }
}
