package dev.firebucket.go.number;

/// Where underscores may stand in a number: between two digits, and behind the prefix of a base
/// (`0x_1f`).
final class Underscores {
  private Underscores() {}

  /// Whether every underscore of a number that is well-formed otherwise stands where it may.
  static boolean separateDigits(String number) {
    if (number.indexOf('_') < 0) {
      return true;
    }
    int at = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    boolean prefix =
        at + 1 < number.length()
            && number.charAt(at) == '0'
            && "xXbBoO".indexOf(number.charAt(at + 1)) >= 0;
    boolean hexadecimal = prefix && "xX".indexOf(number.charAt(at + 1)) >= 0;
    // A prefix counts as a digit.
    char last = prefix ? '0' : ' ';
    for (int i = prefix ? at + 2 : at; i < number.length(); i++) {
      char c = number.charAt(i);
      boolean digit = c < 0x80 && Character.digit(c, hexadecimal ? 16 : 10) >= 0;
      if ((c == '_' && last != '0') || (!digit && c != '_' && last == '_')) {
        return false;
      }
      last = digit ? '0' : c == '_' ? '_' : ' ';
    }
    return last != '_';
  }
}
