package dev.firebucket.query.sql;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.operation.MatchOperations;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Side;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.relation.Relation.Join;
import dev.firebucket.query.relation.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes relational values as DuckDB SQL: one common table expression per table.
///
/// The two sides of a join are `l` and `r`. A group is handed to its operation as text, see
/// [dev.firebucket.query.arena.Members].
public final class SqlPrinter {
  private final List<CallSite> sites = new ArrayList<>();
  private final IdentityHashMap<CallSite, Integer> numbers = new IdentityHashMap<>();
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private SqlPrinter() {}

  /// Writes a query.
  ///
  /// @param statements in the order in which they run
  public static PrintedQuery print(List<Statement> statements) {
    SqlPrinter printer = new SqlPrinter();
    List<String> texts = new ArrayList<>();
    for (Statement statement : statements) {
      printer.statement(statement);
      texts.add(printer.out.toString());
      printer.out.setLength(0);
    }
    return new PrintedQuery(texts.subList(0, texts.size() - 1), texts.getLast(), printer.sites);
  }

  /// ```sql
  /// WITH
  /// rate_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// SELECT labels_unnamed(labels), grid FROM rate_1
  /// ```
  private void statement(Statement statement) {
    out.append("WITH");
    String separator = "";
    for (Relation.Table table : statement.tables()) {
      out.append(separator);
      line(table.name()).append(table.kept() ? " AS MATERIALIZED (" : " AS (");
      depth++;
      line("");
      select(table.rows());
      depth--;
      line(")");
      separator = ",";
    }
    line("SELECT ");
    expression(statement.labels());
    out.append(", grid FROM ");
    from(statement.rows());
  }

  /// What stands behind `FROM`.
  private void from(Relation relation) {
    switch (relation) {
      case Relation.Table table -> out.append(table.name());
      case Relation.Lent lent -> out.append("grids(").append(lent.number()).append(')');
      case Relation.Guarded guarded -> {
        from(guarded.input());
        where(guarded);
      }
      case Relation.Map _,
          Relation.Group _,
          Relation.Merge _,
          Join _,
          Relation.Union _,
          Relation.Unfold _,
          Relation.Nothing _ ->
          nested(relation);
    }
  }

  private void nested(Relation relation) {
    out.append('(');
    depth++;
    select(relation);
    depth--;
    out.append(')');
  }

  private void select(Relation relation) {
    switch (relation) {
      case Relation.Table _, Relation.Lent _ -> {
        out.append("SELECT labels, grid FROM ");
        from(relation);
      }
      case Relation.Map map -> map(map);
      case Relation.Group group -> group(group);
      case Relation.Merge merge -> merge(merge);
      case Join join -> join(join);
      case Relation.Guarded guarded -> {
        select(guarded.input());
        where(guarded);
      }
      case Relation.Union union -> union(union);
      case Relation.Unfold unfold -> unfold(unfold);
      case Relation.Nothing _ ->
          out.append("SELECT 0::BIGINT AS labels, 0::BIGINT AS grid WHERE false");
    }
  }

  private void map(Relation.Map map) {
    out.append("SELECT ");
    columns(map.columns());
    if (map.columns().stream().allMatch(SqlPrinter::isShort)) {
      out.append(" FROM ");
    } else {
      line("FROM ");
    }
    from(map.input());
  }

  private static boolean isShort(Column column) {
    return column.value() instanceof Expression.Field
        || column.name().equals("labels")
        || column.name().equals("signature");
  }

  /// ```sql
  /// SELECT labels_keep(labels, 'job') AS labels,
  ///   grid_sum(string_agg(labels || ':' || grid, ','), 0) AS grid
  /// FROM rate_1
  /// GROUP BY 1
  /// ```
  private void group(Relation.Group group) {
    out.append("SELECT ");
    Column key = group.key();
    if (key == null) {
      column(group.value());
      out.append(" FROM ");
      from(group.input());
      return;
    }
    column(key);
    out.append(',');
    depth++;
    line("");
    column(group.value());
    depth--;
    line("FROM ");
    from(group.input());
    line("GROUP BY 1");
  }

  /// ```sql
  /// SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)
  ///   ELSE grid_merge(string_agg(labels || ':' || grid, ','), 'same_labels') END AS grid
  /// FROM rate_1
  /// GROUP BY labels
  /// ```
  private void merge(Relation.Merge merge) {
    out.append("SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)");
    depth++;
    line("ELSE ");
    expression(
        Expression.apply(
            MatchOperations.MERGE,
            new Expression.Members("grid"),
            new Expression.Text(merge.clash().sqlName())));
    out.append(" END AS grid");
    depth--;
    line("FROM ");
    from(merge.input());
    line("GROUP BY labels");
  }

  /// ```sql
  /// SELECT labels_unnamed(l.labels) AS labels, grid_divide(l.grid, r.grid, 0, l.labels) AS grid
  /// FROM divide_3_many l
  /// JOIN divide_3_one r USING (signature)
  /// ```
  private void join(Join join) {
    out.append("SELECT ");
    columns(join.columns());
    line("FROM ");
    from(join.left());
    out.append(" l");
    switch (join.kind()) {
      case MATCHED -> line("JOIN ");
      case LEFT -> line("LEFT JOIN ");
      case ALL -> out.append(", ");
    }
    from(join.right());
    out.append(
        switch (join.kind()) {
          case MATCHED, LEFT -> " r USING (signature)";
          case ALL -> " r";
        });
  }

  /// A condition that is always true, or fails:
  ///
  /// ```sql
  /// WHERE (SELECT count(checked) FROM (
  ///   SELECT match_conflicts(signature, …, 'right') AS checked
  ///   FROM divide_3_one
  ///   GROUP BY signature
  ///   HAVING count(grid) > 1)) >= 0
  /// ```
  private void where(Relation.Guarded guarded) {
    line("WHERE (SELECT count(checked) FROM (");
    depth++;
    line("SELECT ");
    column(guarded.check().as("checked"));
    line("FROM ");
    from(guarded.groups());
    line("GROUP BY signature");
    line("HAVING count(").append(guarded.column()).append(") > 1)) >= 0");
    depth--;
  }

  private void union(Relation.Union union) {
    boolean first = true;
    for (Relation part : union.parts()) {
      if (!first) {
        line("UNION ALL");
        line("");
      }
      select(part);
      first = false;
    }
  }

  /// ```sql
  /// SELECT labels, tally, unnest(range(tally_size(tally))) AS place
  /// FROM count_values_2_groups
  /// WHERE tally IS NOT NULL
  /// ```
  private void unfold(Relation.Unfold unfold) {
    out.append("SELECT ");
    columns(unfold.columns());
    out.append(", unnest(range(");
    expression(Expression.apply(unfold.size(), new Expression.Field(null, unfold.list())));
    out.append(")) AS place");
    line("FROM ");
    from(unfold.input());
    line("WHERE ").append(unfold.list()).append(" IS NOT NULL");
  }

  private void columns(List<Column> columns) {
    String separator = "";
    for (Column column : columns) {
      out.append(separator);
      column(column);
      separator = ", ";
    }
  }

  private void column(Column column) {
    expression(column.value());
    boolean named =
        column.value() instanceof Expression.Field field && field.name().equals(column.name());
    if (!named) {
      out.append(" AS ").append(column.name());
    }
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Expression.Field field -> out.append(side(field.side())).append(field.name());
      case Expression.Apply apply -> apply(apply);
      case Expression.Text text -> out.append(Literals.text(text.value()));
      case Expression.Constant constant -> out.append(Literals.number(constant.value()));
      case Expression.Site site -> out.append(number(site.site()));
      case Expression.Members members ->
          out.append("string_agg(labels || ':' || ").append(members.grid()).append(", ',')");
      case Expression.AnyOf any -> out.append("min(").append(any.column()).append(')');
      case Expression.Only(Relation.Table table) ->
          out.append("(SELECT grid FROM ").append(table.name()).append(')');
      case Expression.Only only -> nested(only.row());
    }
  }

  private void apply(Expression.Apply apply) {
    out.append(apply.operation().name());
    String separator = "(";
    for (Expression argument : apply.arguments()) {
      out.append(separator);
      expression(argument);
      separator = ", ";
    }
    out.append(')');
  }

  private static String side(@Nullable Side side) {
    return switch (side) {
      case LEFT -> "l.";
      case RIGHT -> "r.";
      case null -> "";
    };
  }

  private int number(CallSite site) {
    return numbers.computeIfAbsent(
        site,
        added -> {
          sites.add(added);
          return sites.size() - 1;
        });
  }

  /// Begins a line. No literal has line breaks in it: see [Literals#text].
  private StringBuilder line(String text) {
    out.append('\n');
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
    return out.append(text);
  }
}
