package dev.firebucket.query.parser;

/// What error messages say about the place in the grammar where a token is unexpected.
///
/// @param construct in which construct; empty for none
/// @param expected what is allowed there; empty if the error does not list it
record ErrorContext(String construct, String expected) {
  private static final String DURATION = "number, duration, step(), or range()";

  static final ErrorContext NONE = new ErrorContext("", "");
  static final ErrorContext AGGREGATION = new ErrorContext("aggregation", "");
  static final ErrorContext GROUPING = new ErrorContext("grouping opts", "\"(\"");
  static final ErrorContext GROUPING_LABEL = new ErrorContext("grouping opts", "label");
  static final ErrorContext GROUPING_END = new ErrorContext("grouping opts", "\",\" or \")\"");
  static final ErrorContext OFFSET = new ErrorContext("offset", DURATION);
  static final ErrorContext AT = new ErrorContext("@", "timestamp");
  static final ErrorContext RANGE = new ErrorContext("subquery or range selector", DURATION);
  static final ErrorContext RANGE_END = new ErrorContext("subquery or range", "\":\" or \"]\"");
  static final ErrorContext STEP =
      new ErrorContext("subquery selector", "number, duration, step(), range(), or \"]\"");
  static final ErrorContext STEP_END = new ErrorContext("subquery selector", "\"]\"");
  static final ErrorContext MATCHER = new ErrorContext("label matching", "identifier or \"}\"");
  static final ErrorContext MATCH_OPERATOR =
      new ErrorContext("label matching", "label matching operator");
  static final ErrorContext MATCH_VALUE = new ErrorContext("label matching", "string");
  static final ErrorContext MATCHERS_END = new ErrorContext("label matching", "\",\" or \"}\"");

  /// ` in aggregation`, ` in offset, expected …`.
  String suffix() {
    return (construct.isEmpty() ? "" : " in " + construct)
        + (expected.isEmpty() ? "" : ", expected " + expected);
  }
}
