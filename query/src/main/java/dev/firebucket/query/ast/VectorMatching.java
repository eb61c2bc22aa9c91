package dev.firebucket.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the series of two vectors find each other.
///
/// @param cardinality how many series of one side may match how many of the other
/// @param on whether `labels` names the labels to match on (`on`) or to pass over (`ignoring`)
/// @param labels label names as written
/// @param include labels that `group_left` or `group_right` copies from the one side
/// @param fillLeft value for a series missing on the left (`fill`, `fill_left`), null for none
/// @param fillRight value for a series missing on the right (`fill`, `fill_right`), null for none
public record VectorMatching(
    Cardinality cardinality,
    boolean on,
    List<String> labels,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {

  /// One to one on all labels; set operators are many to many.
  public static final VectorMatching DEFAULT =
      new VectorMatching(Cardinality.ONE_TO_ONE, false, List.of(), List.of(), null, null);

  /// How many series of the left side may match how many of the right.
  public enum Cardinality {
    ONE_TO_ONE,
    /// `group_left`.
    MANY_TO_ONE,
    /// `group_right`.
    ONE_TO_MANY,
    /// `and`, `or`, `unless`.
    MANY_TO_MANY
  }

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }
}
