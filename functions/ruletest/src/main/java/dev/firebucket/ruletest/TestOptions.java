package dev.firebucket.ruletest;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// How tests are run.
///
/// @param features flags of `--enable-feature`
/// @param wanted the names of the groups that run
/// @param debug whether all samples are told after each group
public record TestOptions(Set<String> features, Predicate<String> wanted, boolean debug) {
  public TestOptions {
    features = Set.copyOf(features);
  }

  /// Groups by their names.
  ///
  /// @param expressions one of which a name must match somewhere; none for all groups. A group
  ///   without a name has an empty one
  /// @throws IllegalArgumentException when they are no regular expressions
  public static Predicate<String> matching(List<String> expressions) {
    if (expressions.isEmpty()) {
      return name -> true;
    }
    try {
      Pattern pattern = Pattern.compile(String.join("|", expressions));
      return name -> pattern.matcher(name).find();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
