package dev.firebucket.alerting.template.value;

/// A string marked by `safeHtml`. In the text of rules it prints as it is.
public record HtmlValue(String text) implements Value {
  @Override
  public String typeName() {
    return "template.HTML";
  }

  @Override
  public boolean truth() {
    return !text.isEmpty();
  }
}
