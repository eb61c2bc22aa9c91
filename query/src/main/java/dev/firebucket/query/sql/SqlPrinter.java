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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes relational values as DuckDB SQL: one common table expression per table.
///
/// The two sides of a join are `l` and `r`. A group is handed to its operation as text, see
/// [dev.firebucket.query.arena.Members].
public final class SqlPrinter {
  private final List<CallSite> sites = new ArrayList<>();
  private final IdentityHashMap<CallSite, Integer> numbers = new IdentityHashMap<>();

  private SqlPrinter() {}

  /// Writes a query.
  ///
  /// @param statements in the order in which they run
  public static PrintedQuery print(List<Statement> statements) {
    SqlPrinter printer = new SqlPrinter();
    List<String> texts = statements.stream().map(printer::statement).toList();
    return new PrintedQuery(texts.subList(0, texts.size() - 1), texts.getLast(), printer.sites);
  }

  /// ```sql
  /// WITH
  /// rate_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// SELECT labels_unnamed(labels), grid FROM rate_1
  /// ```
  private String statement(Statement statement) {
    String tables =
        statement.tables().stream()
            .map(
                table ->
                    "%s AS %s(\n  %s\n)"
                        .formatted(
                            table.name(),
                            table.kept() ? "MATERIALIZED " : "",
                            indented(select(table.rows()))))
            .collect(Collectors.joining(",\n"));
    return "WITH\n%s\nSELECT %s, grid FROM %s"
        .formatted(tables, expression(statement.labels()), from(statement.rows()));
  }

  /// What stands behind `FROM`.
  private String from(Relation relation) {
    return switch (relation) {
      case Relation.Table table -> table.name();
      case Relation.Lent lent -> "grids(" + lent.number() + ")";
      case Relation.Guarded guarded -> from(guarded.input()) + where(guarded);
      case Relation.Map _,
          Relation.Group _,
          Relation.Merge _,
          Join _,
          Relation.Union _,
          Relation.Unfold _,
          Relation.Nothing _ ->
          "(" + indented(select(relation)) + ")";
    };
  }

  private String select(Relation relation) {
    return switch (relation) {
      case Relation.Table table -> "SELECT * FROM " + table.name();
      case Relation.Lent lent -> "SELECT labels, grid FROM " + from(lent);
      case Relation.Map map -> map(map);
      case Relation.Group group -> group(group);
      case Relation.Merge merge -> merge(merge);
      case Join join -> join(join);
      case Relation.Guarded guarded -> select(guarded.input()) + where(guarded);
      case Relation.Union union ->
          union.parts().stream().map(this::select).collect(Collectors.joining("\nUNION ALL\n"));
      case Relation.Unfold unfold -> unfold(unfold);
      case Relation.Nothing _ -> "SELECT 0::BIGINT AS labels, 0::BIGINT AS grid WHERE false";
    };
  }

  private String map(Relation.Map map) {
    boolean plain = map.columns().stream().allMatch(SqlPrinter::isPlainOrLabels);
    return "SELECT " + columns(map.columns()) + (plain ? " " : "\n") + "FROM " + from(map.input());
  }

  private static boolean isPlainOrLabels(Column column) {
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
  private String group(Relation.Group group) {
    Column key = group.key();
    if (key == null) {
      return "SELECT %s FROM %s".formatted(column(group.value()), from(group.input()));
    }
    return """
        SELECT %s,
          %s
        FROM %s
        GROUP BY 1"""
        .formatted(column(key), column(group.value()), from(group.input()));
  }

  private String merge(Relation.Merge merge) {
    return """
        SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)
          ELSE %s END AS grid
        FROM %s
        GROUP BY labels"""
        .formatted(
            expression(
                Expression.apply(
                    MatchOperations.MERGE,
                    new Expression.Members("grid"),
                    new Expression.Text(merge.clash().sqlName()))),
            from(merge.input()));
  }

  /// ```sql
  /// SELECT labels_unnamed(l.labels) AS labels, grid_divide(l.grid, r.grid, 0, l.labels) AS grid
  /// FROM divide_3_many l
  /// JOIN divide_3_one r USING (signature)
  /// ```
  private String join(Join join) {
    String both =
        switch (join.kind()) {
          case MATCHED -> "%s l\nJOIN %s r USING (signature)";
          case LEFT -> "%s l\nLEFT JOIN %s r USING (signature)";
          case ALL -> "%s l, %s r";
        };
    return "SELECT "
        + columns(join.columns())
        + "\nFROM "
        + both.formatted(from(join.left()), from(join.right()));
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
  private String where(Relation.Guarded guarded) {
    return """

        WHERE (SELECT count(checked) FROM (
          SELECT %s AS checked
          FROM %s
          GROUP BY signature
          HAVING count(%s) > 1)) >= 0"""
        .formatted(expression(guarded.check()), from(guarded.groups()), guarded.column());
  }

  /// ```sql
  /// SELECT labels, tally, unnest(range(tally_size(tally))) AS place
  /// FROM count_values_2_groups
  /// WHERE tally IS NOT NULL
  /// ```
  private String unfold(Relation.Unfold unfold) {
    return """
        SELECT %s, unnest(range(%s(%s))) AS place
        FROM %s
        WHERE %s IS NOT NULL"""
        .formatted(
            columns(unfold.columns()),
            unfold.size().name(),
            unfold.list(),
            from(unfold.input()),
            unfold.list());
  }

  private String columns(List<Column> columns) {
    return columns.stream().map(this::column).collect(Collectors.joining(", "));
  }

  private String column(Column column) {
    String value = expression(column.value());
    boolean named =
        column.value() instanceof Expression.Field field && field.name().equals(column.name());
    return named ? value : value + " AS " + column.name();
  }

  private String expression(Expression expression) {
    return switch (expression) {
      case Expression.Field field -> side(field.side()) + field.name();
      case Expression.Apply apply ->
          apply.arguments().stream()
              .map(this::expression)
              .collect(Collectors.joining(", ", apply.operation().name() + "(", ")"));
      case Expression.Text text -> Literals.text(text.value());
      case Expression.Constant number -> Literals.number(number.value());
      case Expression.Site site -> Integer.toString(number(site.site()));
      case Expression.Members members -> "string_agg(labels || ':' || " + members.grid() + ", ',')";
      case Expression.AnyOf any -> "min(" + any.column() + ")";
      case Expression.Only only -> "(" + indented(only(only.row())) + ")";
    };
  }

  private String only(Relation row) {
    return row instanceof Relation.Table table ? "SELECT grid FROM " + table.name() : select(row);
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

  /// No literal has line breaks in it: see [Literals#text].
  private static String indented(String sql) {
    return sql.replace("\n", "\n  ");
  }
}
