package dev.firebucket.query.lower;

import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.duckdb.GroupFunctions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `fill`, `fill_left`, `fill_right`: rows that meet nothing at a step meet a number there.
///
/// As in Prometheus, `fill_left` stands in for the many side and `fill_right` for the one side,
/// also with `group_right`, where the many side is the right one.
final class LowerFill {
  private final LowerBinary binary;
  private final String name;
  private final @Nullable Double forMany;
  private final @Nullable Double forOne;
  private final Lowering lowering;

  /// @param name of the operator's tables, of which `_many`, `_one` and `_pairs` are there
  LowerFill(LowerBinary binary, String name, VectorMatching matching, Lowering lowering) {
    this.binary = binary;
    this.name = name;
    this.forMany = matching.fillLeft();
    this.forOne = matching.fillRight();
    this.lowering = lowering;
  }

  /// The relation of the pairs with what is filled:
  ///
  /// ```sql
  /// add_3_filled AS MATERIALIZED (
  ///   SELECT signature, labels, grid FROM add_3_pairs
  ///   UNION ALL SELECT … rows of the many side that met none of the one …
  ///   UNION ALL SELECT … rows of the one side that met none of the many …
  /// )
  /// ```
  String filled() {
    List<String> parts = new ArrayList<>();
    parts.add(
        "SELECT signature, labels, grid"
            + (binary.filters() ? ", met" : "")
            + " FROM "
            + name
            + "_pairs");
    if (forOne != null) {
      parts.add(lonelyMany(forOne));
    }
    if (forMany != null) {
      parts.add(lonelyOne(forMany));
    }
    return lowering.defineOnce(name + "_filled", String.join("\nUNION ALL\n", parts));
  }

  /// ```sql
  /// SELECT signature, labels_unnamed(labels) AS labels,
  ///   grid_add(grid, grid_constant(grid, 0E0), 0, labels) AS grid
  /// FROM (SELECT signature, l.labels, grid_unless(l.grid, r.grid) AS grid
  ///   FROM add_3_many l
  ///   LEFT JOIN (SELECT signature, grid_any(…) AS grid FROM add_3_one GROUP BY signature) r
  ///   USING (signature))
  /// ```
  private String lonelyMany(double fill) {
    String constant = "grid_constant(grid, " + Sql.number(fill) + ")";
    return """
        SELECT signature, %s AS labels,
          %s AS grid%s
        FROM (%s)"""
        .formatted(
            binary.resultLabels("labels", "signature"),
            binary.value("grid", constant, "labels"),
            met("grid", constant),
            lonely("_many", "_one", "grid"));
  }

  /// The other way round; the labels that matching compares stand for those of the many side.
  private String lonelyOne(double fill) {
    String constant = "grid_constant(grid, " + Sql.number(fill) + ")";
    return """
        SELECT signature, %s AS labels,
          %s AS grid%s
        FROM (%s)"""
        .formatted(
            binary.resultLabels("signature", "labels"),
            binary.value(constant, "grid", "signature"),
            met(constant, "grid"),
            lonely("_one", "_pairs", binary.filters() ? "met" : "grid"));
  }

  private String met(String manyGrid, String oneGrid) {
    return binary.filters() ? ", " + binary.met(manyGrid, oneGrid) + " AS met" : "";
  }

  private String lonely(String side, String other, String otherGrid) {
    return """
        SELECT signature, l.labels, grid_unless(l.grid, r.grid) AS grid
          FROM %s l
          LEFT JOIN (SELECT signature, grid_any(%s) AS grid
            FROM %s
            GROUP BY signature) r
          USING (signature)"""
        .formatted(name + side, GroupFunctions.MEMBERS.replace("grid", otherGrid), name + other);
  }
}
