package dev.firebucket.storage.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.firebucket.go.regexp.BoundedRegex;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One condition of a selector on one label: `job="api"`, `code!~"5.."`.
///
/// A missing label counts as empty. Regular expressions are RE2 (linear time), anchored at both
/// ends, the dot matching newlines too: `^(?s:…)$`, as in Prometheus.
public final class LabelMatcher {
  /// How a matcher compares.
  public enum Type {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String operator;

    Type(String operator) {
      this.operator = operator;
    }

    /// The operator as PromQL writes it.
    public String operator() {
      return operator;
    }
  }

  private final String name;
  private final Type type;
  private final String value;
  private final @Nullable Pattern pattern;

  /// @throws IllegalArgumentException when the regular expression is not RE2; the message says why
  public LabelMatcher(String name, Type type, String value) {
    this.name = name;
    this.type = type;
    this.value = value;
    this.pattern =
        switch (type) {
          case EQUAL, NOT_EQUAL -> null;
          case REGEX, NOT_REGEX -> compile(value);
        };
  }

  public static LabelMatcher equal(String name, String value) {
    return new LabelMatcher(name, Type.EQUAL, value);
  }

  private static Pattern compile(String expression) {
    try {
      // Compiled alone first: the error should quote what was written, and "a)|(b" must not pass.
      Pattern alone = BoundedRegex.compile(expression);
      return Pattern.compile("^(?s:" + alone.pattern() + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`", e);
    }
  }

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  public String value() {
    return value;
  }

  /// Whether a label's value (empty for a missing label) satisfies the condition.
  public boolean matches(String actual) {
    return switch (type) {
      case EQUAL -> actual.equals(value);
      case NOT_EQUAL -> !actual.equals(value);
      case REGEX -> Objects.requireNonNull(pattern).matcher(actual).matches();
      case NOT_REGEX -> !Objects.requireNonNull(pattern).matcher(actual).matches();
    };
  }

  /// Whether a series satisfies the condition.
  public boolean matches(LabelSet labels) {
    return matches(labels.value(name));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelMatcher that
        && name.equals(that.name)
        && type == that.type
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, value);
  }

  /// As PromQL writes it: `job="api"`.
  @Override
  public String toString() {
    return name
        + type.operator()
        + '"'
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + '"';
  }
}
