package dev.firebucket.go.regexp;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// Compiles untrusted regular expressions. RE2/J matches in linear time, but unlike Go's
/// `regexp/syntax` it compiles whatever fits into memory and stack: `((x{1000}){1000}){1000}` would
/// kill the process.
///
/// Error texts are Go's, and so is the limit on nested repetition; Go accepts a depth of 1,000.
public final class BoundedRegex {
  private static final int DEEPEST = 300;
  private static final int MOST_REPEATS = 1_000;
  private static final long LARGEST = 1_000_000;

  /// Matching may have to look past all of these at once, and RE2/J does that recursively.
  private static final long MOST_SKIPPABLE = 1_500;

  /// Compiling takes the square of their number.
  private static final int MOST_GROUPS_AND_ALTERNATIVES = 10_000;

  /// How large the program of a part would be.
  ///
  /// @param size about how many instructions
  /// @param skippable how many of its parts may match nothing
  /// @param repeats the greatest product of nested counts
  private record Weight(long size, long skippable, int repeats) {
    static final Weight NOTHING = new Weight(0, 0, 1);
    static final Weight ATOM = new Weight(1, 0, 1);

    Weight then(Weight next) {
      return new Weight(
          size + next.size, skippable + next.skippable, Math.max(repeats, next.repeats));
    }
  }

  private final String expression;
  private final Weight[] open = new Weight[DEEPEST + 1];
  private int depth;
  private int groupsAndAlternatives;
  private int at;
  private Weight before = Weight.NOTHING;
  private Weight last = Weight.NOTHING;

  private BoundedRegex(String expression) {
    this.expression = expression;
  }

  /// Compiles an expression without anchoring it.
  ///
  /// @throws PatternSyntaxException when it is not RE2, or exceeds a limit
  public static Pattern compile(String expression) {
    BoundedRegex bounded = new BoundedRegex(expression);
    bounded.check();
    try {
      return Pattern.compile(expression);
    } catch (StackOverflowError e) {
      throw bounded.refused("expression nests too deeply");
    }
  }

  /// Malformed expressions are left to the compiler, which says why.
  private void check() {
    while (at < expression.length()) {
      char c = expression.charAt(at++);
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> atom(this::skipClass);
        case '\\' -> atom(this::skipEscape);
        case '|' -> {
          groupsAndAlternatives++;
          atom(() -> {});
        }
        case '*', '?' -> last = skippable(last);
        case '+' -> last = last.then(Weight.ATOM);
        case '{' -> repeat();
        default -> atom(() -> {});
      }
      if (before.size + last.size > LARGEST
          || before.skippable + last.skippable > MOST_SKIPPABLE
          || groupsAndAlternatives > MOST_GROUPS_AND_ALTERNATIVES) {
        throw refused("expression too large");
      }
    }
  }

  private void atom(Runnable skip) {
    before = before.then(last);
    last = Weight.ATOM;
    skip.run();
  }

  private static Weight skippable(Weight part) {
    return new Weight(part.size + 1, part.skippable + 1, part.repeats);
  }

  private void open() {
    if (depth == DEEPEST) {
      throw refused("expression nests too deeply");
    }
    groupsAndAlternatives++;
    open[depth++] = before.then(last);
    before = Weight.NOTHING;
    last = Weight.NOTHING;
    if (at < expression.length() && expression.charAt(at) == '?') {
      at++;
    }
  }

  private void close() {
    if (depth > 0) {
      last = before.then(last).then(Weight.ATOM);
      before = open[--depth];
    }
  }

  /// `{n}`, `{n,}` or `{n,m}`; anything else stands for itself.
  private void repeat() {
    int end = expression.indexOf('}', at);
    String counts = end < 0 ? "" : expression.substring(at, Math.min(end, at + 12));
    if (!counts.matches("[0-9]{1,5}(,[0-9]{0,5})?")) {
      atom(() -> {});
      return;
    }
    int comma = counts.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? counts : counts.substring(0, comma));
    String upper = comma < 0 ? "" : counts.substring(comma + 1);
    int most = Math.max(least, upper.isEmpty() ? 0 : Integer.parseInt(upper));
    long repeats = (long) last.repeats * Math.max(1, most);
    if (repeats > MOST_REPEATS) {
      throw new PatternSyntaxException("invalid repeat count", "{" + counts + "}");
    }
    last =
        new Weight(
            last.size * Math.max(1, most) + 1,
            last.skippable * Math.max(1, most) + most - least + 1,
            (int) repeats);
    at = end + 1;
  }

  private void skipClass() {
    if (at < expression.length() && expression.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < expression.length() && (expression.charAt(at) != ']' || at == first)) {
      if (expression.startsWith("[:", at) && expression.indexOf(":]", at) > 0) {
        at = expression.indexOf(":]", at) + 1;
      } else if (expression.charAt(at) == '\\') {
        at++;
      }
      at++;
    }
    at++;
  }

  private void skipEscape() {
    char escaped = at < expression.length() ? expression.charAt(at++) : '\\';
    if (escaped == 'Q') {
      int end = expression.indexOf("\\E", at);
      int stop = end < 0 ? expression.length() : end;
      last = new Weight(Math.max(0, stop - at), 0, 1);
      at = end < 0 ? stop : end + 2;
    } else if ((escaped == 'p' || escaped == 'P' || escaped == 'x')
        && expression.startsWith("{", at)) {
      int end = expression.indexOf('}', at);
      at = end < 0 ? expression.length() : end + 1;
    }
  }

  private PatternSyntaxException refused(String problem) {
    return new PatternSyntaxException(problem, expression);
  }
}
