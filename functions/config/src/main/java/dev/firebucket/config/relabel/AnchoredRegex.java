package dev.firebucket.config.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.firebucket.go.regexp.BoundedRegex;
import org.jspecify.annotations.Nullable;

/// An RE2 expression that must match a whole text, the dot matching newlines too: `^(?s:…)$`.
public final class AnchoredRegex {
  private final String text;
  private final Pattern pattern;

  /// @throws IllegalArgumentException `error parsing regexp: …` in Go's words
  public AnchoredRegex(String text) {
    this.text = text;
    try {
      this.pattern = BoundedRegex.compile("^(?s:" + text + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "error parsing regexp: " + reason(e, "^(?s:" + text + ")$"), e);
    }
  }

  private static String reason(PatternSyntaxException e, String whole) {
    // RE2/J names a closing bracket too many an internal error.
    return e.getDescription().contains("internal error")
        ? "unexpected ): `" + whole + "`"
        : e.getDescription() + ": `" + e.getPattern() + "`";
  }

  /// The expression as it was written.
  public String text() {
    return text;
  }

  public boolean matches(String value) {
    return pattern.matches(value);
  }

  /// A matcher that has matched, or null: its groups fill a [ReplacementTemplate].
  @Nullable Matcher match(String value) {
    Matcher matcher = pattern.matcher(value);
    return matcher.matches() ? matcher : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnchoredRegex that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
