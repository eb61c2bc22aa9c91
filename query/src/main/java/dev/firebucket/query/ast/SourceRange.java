package dev.firebucket.query.ast;

/// A stretch of query text, in UTF-16 code units from 0.
///
/// @param start first unit
/// @param end unit after the last
public record SourceRange(int start, int end) {
  /// For what has no place in the text, or is the same at every place.
  public static final SourceRange NOWHERE = new SourceRange(0, 0);

  public SourceRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no range of text: " + start + ".." + end);
    }
  }
}
