package dev.firebucket.go.fmt;

/// One `%…` of a format: its flags, width, precision and verb.
///
/// @param plus always a sign; field names for `%+v`; ASCII only for `%+q`
/// @param minus pad on the right
/// @param sharp another form: a leading `0x`, back quotes, Go syntax
/// @param space a space where a plus sign would stand
/// @param zero pad with zeros
/// @param width least characters, [#NONE] where not given
/// @param precision [#NONE] where not given
/// @param verb the letter, a code point
record FormatSpec(
    boolean plus,
    boolean minus,
    boolean sharp,
    boolean space,
    boolean zero,
    int width,
    int precision,
    int verb) {
  static final int NONE = -1;

  /// The bare verb `%v`.
  static final FormatSpec PLAIN =
      new FormatSpec(false, false, false, false, false, NONE, NONE, 'v');

  FormatSpec withVerb(int other) {
    return new FormatSpec(plus, minus, sharp, space, zero, width, precision, other);
  }

  FormatSpec withoutZero() {
    return new FormatSpec(plus, minus, sharp, space, false, width, precision, verb);
  }

  /// Pads text to the width, with zeros where they are asked for on the left.
  String pad(String text) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (minus) {
      return text + " ".repeat(missing);
    }
    return (zero ? "0" : " ").repeat(missing) + text;
  }
}
