package dev.firebucket.query.ast;

/// A stretch of query text, in UTF-16 code units from 0.
///
/// @param start first unit
/// @param end unit after the last
public record SourceRange(int start, int end) {
  /// Of what stands nowhere in the text, or is the same wherever it stands.
  public static final SourceRange NOWHERE = new SourceRange(0, 0);

  public SourceRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no range of text: " + start + ".." + end);
    }
  }
}
