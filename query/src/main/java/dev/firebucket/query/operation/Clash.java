package dev.firebucket.query.operation;

import java.util.Arrays;
import java.util.Locale;

/// Why two rows must not hold something at the same step.
public enum Clash {
  /// Two series of a result have the same labels.
  SAME_LABELS("vector cannot contain metrics with the same labelset"),
  /// The same of what joins series after it was computed: a number and a histogram do not clash
  /// there, the number is what is seen of both.
  SAME_LABELS_OF_A_KIND("vector cannot contain metrics with the same labelset"),
  /// The same of functions of windows: two series must not have the same labels even where they
  /// never meet.
  SAME_LABELS_EVER("vector cannot contain metrics with the same labelset"),
  /// Two series of the left meet the same one of the right.
  MANY_TO_ONE(
      "multiple matches for labels: many-to-one matching must be explicit"
          + " (group_left/group_right)"),
  /// Two series of the many side come out with the same labels.
  GROUPING("multiple matches for labels: grouping labels must ensure unique matches");

  private final String message;

  Clash(String message) {
    this.message = message;
  }

  /// What Prometheus says of it.
  String message() {
    return message;
  }

  /// Its name in SQL.
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Clash of(String sqlName) {
    return Arrays.stream(values())
        .filter(clash -> clash.sqlName().equals(sqlName))
        .findFirst()
        .orElseThrow();
  }
}
