package dev.firebucket.query.engine;

import dev.firebucket.storage.model.LabelSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The order of texts with numbers in them, as `sort_by_label` has it: `node2` before `node10`.
///
/// Texts are compared run by run, a run being all digits or none; two runs of digits compare as
/// numbers while they fit into 64 bits.
final class NaturalOrder {
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private NaturalOrder() {}

  /// Orders two texts; those that differ only in how a number is written, by their characters.
  static int compare(String a, String b) {
    boolean before = isBefore(a, b);
    if (before == isBefore(b, a)) {
      return LabelSet.compareUtf8(a, b);
    }
    return before ? -1 : 1;
  }

  private static boolean isBefore(String a, String b) {
    List<String> left = runs(a);
    List<String> right = runs(b);
    for (int i = 0; i < left.size(); i++) {
      if (i >= right.size()) {
        return false;
      }
      int order = compareRuns(left.get(i), right.get(i));
      if (order != 0) {
        return order < 0;
      }
      // What ends first is first, also where a number is only written differently.
      if (i == left.size() - 1) {
        return true;
      }
    }
    return false;
  }

  private static int compareRuns(String a, String b) {
    if (isNumber(a) && isNumber(b)) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return LabelSet.compareUtf8(a, b);
  }

  private static boolean isNumber(String run) {
    if (!isDigit(run.charAt(0))) {
      return false;
    }
    BigInteger number = new BigInteger(run);
    return number.compareTo(GREATEST) <= 0;
  }

  private static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || isDigit(text.charAt(i)) != isDigit(text.charAt(start))) {
        runs.add(text.substring(start, i));
        start = i;
      }
    }
    return text.isEmpty() ? List.of() : runs;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
