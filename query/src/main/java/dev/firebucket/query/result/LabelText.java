package dev.firebucket.query.result;

import dev.firebucket.go.text.Quote;
import dev.firebucket.storage.model.LabelSet;
import java.util.StringJoiner;

/// Label sets as Prometheus' messages write them: `{__name__="up", job="api"}`.
public final class LabelText {
  private LabelText() {}

  /// All labels in braces, the metric name among them.
  public static String of(LabelSet labels) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    labels.forEach(
        (name, value) ->
            text.add((isPlain(name) ? name : Quote.string(name)) + "=" + Quote.string(value)));
    return text.toString();
  }

  private static boolean isPlain(String name) {
    return !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }
}
