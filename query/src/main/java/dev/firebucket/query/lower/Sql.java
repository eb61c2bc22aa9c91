package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.LabelNames;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.error.WellFormedText;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;

/// Fragments of SQL that several constructs share.
final class Sql {
  private Sql() {}

  /// A text literal. Control characters stand as `chr(10)`: a NUL would end the statement, and
  /// statements are indented line by line.
  static String text(String value) {
    StringBuilder literal = new StringBuilder();
    boolean plain = true;
    for (char c : WellFormedText.of(value).toCharArray()) {
      if (c < ' ') {
        literal.append("' || chr(").append((int) c).append(") || '");
        plain = false;
      } else {
        literal.append(c == '\'' ? "''" : c);
      }
    }
    return plain ? "'" + literal + "'" : "('" + literal + "')";
  }

  /// A DOUBLE literal that reads back as the same double.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "'NaN'::DOUBLE";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "'Infinity'::DOUBLE" : "'-Infinity'::DOUBLE";
    }
    String digits = Double.toString(value);
    // Without an exponent DuckDB takes it as a DECIMAL, which loses digits.
    return digits.contains("E") ? digits : digits + "E0";
  }

  /// A list of label names as a literal.
  static String names(List<String> names) {
    return text(LabelNames.write(names));
  }

  /// Label names with the metric name.
  static List<String> withName(List<String> names) {
    if (names.contains(LabelSet.NAME)) {
      return names;
    }
    List<String> all = new ArrayList<>(names);
    all.add(LabelSet.NAME);
    return all;
  }

  /// Label names without those that go where the metric name goes.
  static List<String> withoutMetadata(List<String> names) {
    return names.stream().filter(name -> !LabelSet.METADATA.contains(name)).toList();
  }

  /// Labels without metric name, type and unit.
  static String unnamed(String labels) {
    return "labels_unnamed(" + labels + ")";
  }

  /// The labels of a vector's rows, without a name that no longer counts.
  ///
  /// @param column `labels`, or `l.labels`
  static String labels(Vector vector, String column) {
    return vector.name() == MetricName.TO_DROP ? unnamed(column) : column;
  }

  /// What a row's group is: `by` keeps labels, `without` and `ignoring` drop them with the name.
  static String group(Vector vector, boolean keep, List<String> labels) {
    if (!keep) {
      return vector.name() == MetricName.TO_DROP && withoutMetadata(labels).isEmpty()
          ? unnamed("labels")
          : "labels_drop(" + labels(vector, "labels") + ", " + names(withName(labels)) + ")";
    }
    List<String> kept = vector.name() == MetricName.TO_DROP ? withoutMetadata(labels) : labels;
    return "labels_keep(labels, " + names(kept) + ")";
  }

  /// A scalar beside a grid.
  ///
  /// @param grid SQL of any grid on the same steps
  static String scalar(Piece piece, String grid) {
    return switch (piece) {
      case Piece.ConstantScalar constant -> constant(grid, constant.value());
      case Piece.ScalarGrid scalar -> "(SELECT grid FROM " + scalar.relation() + ")";
      case Piece.Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }

  private static String constant(String grid, double value) {
    // DuckDB takes 0 and -0 for the same constant and would evaluate only one of them.
    return value == 0 && Double.doubleToRawLongBits(value) != 0
        ? "grid_negate(grid_constant(" + grid + ", 0.0E0))"
        : "grid_constant(" + grid + ", " + number(value) + ")";
  }

  /// The rows of a relation, those with equal labels merged into one.
  ///
  /// @param clash the error when two of them meet at a step
  static String merged(String rows, Clash clash) {
    return """
        SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)
          ELSE grid_merge(%s, '%s') END AS grid
        FROM %s
        GROUP BY labels"""
        .formatted(GroupFunctions.MEMBERS, clash.sqlName(), rows);
  }
}
