package dev.firebucket.query.relation;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.operation.Arguments;
import dev.firebucket.query.operation.MatchOperations;
import dev.firebucket.query.operation.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Evaluates relational values in Java, on one thread, without any SQL: a second executor, to
/// measure what the first one costs and to check it. Not part of the product.
public final class RelationRunner {
  private final QueryArena arena;
  private final IdentityHashMap<Relation, Rows> known = new IdentityHashMap<>();

  public RelationRunner(QueryArena arena) {
    this.arena = arena;
  }

  /// Rows of named columns; a handle or a count is a `Long`, a group is [Members].
  private record Rows(List<String> names, List<@Nullable Object[]> values) {
    int column(String name) {
      return names.indexOf(name);
    }
  }

  /// Where an expression finds its columns.
  private interface Context {
    @Nullable Object field(Expression.@Nullable Side side, String name);

    default Members members(String grid) {
      throw new IllegalStateException("no group here");
    }

    default @Nullable Object any(String column) {
      throw new IllegalStateException("no group here");
    }
  }

  /// The rows of all statements' last, those without a grid left out.
  public LentRows run(List<Statement> statements) {
    LentRows rows = new LentRows(new long[0], new long[0]);
    for (int i = 0; i < statements.size(); i++) {
      rows = run(statements.get(i));
      if (i < statements.size() - 1) {
        arena.keepStage(rows);
      }
    }
    return rows;
  }

  private LentRows run(Statement statement) {
    Rows rows =
        evaluate(
            new Relation.Map(
                List.of(statement.labels().as("labels"), Column.GRID), statement.rows()));
    List<@Nullable Object[]> present =
        rows.values().stream().filter(row -> row[1] != null).toList();
    return new LentRows(
        present.stream().mapToLong(row -> (long) Objects.requireNonNull(row[0])).toArray(),
        present.stream().mapToLong(row -> (long) Objects.requireNonNull(row[1])).toArray());
  }

  private Rows evaluate(Relation relation) {
    Rows before = known.get(relation);
    if (before != null) {
      return before;
    }
    arena.limits().check();
    Rows rows =
        switch (relation) {
          case Relation.Lent lent -> lent(lent);
          case Relation.Table table -> evaluate(table.rows());
          case Relation.Map map -> map(map);
          case Relation.Group group -> group(group);
          case Relation.Merge merge -> merge(merge);
          case Relation.Join join -> join(join);
          case Relation.Guarded guarded -> guarded(guarded);
          case Relation.Union union -> union(union);
          case Relation.Unfold unfold -> unfold(unfold);
          case Relation.Nothing _ -> new Rows(List.of("labels", "grid"), List.of());
        };
    known.put(relation, rows);
    return rows;
  }

  private Rows lent(Relation.Lent lent) {
    LentRows rows = arena.lent(lent.number());
    return new Rows(
        List.of("labels", "grid"),
        IntStream.range(0, rows.rows())
            .mapToObj(i -> new @Nullable Object[] {rows.labels()[i], rows.values()[i]})
            .toList());
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private @Nullable Object[] values(List<Column> columns, Context context) {
    return columns.stream().map(column -> value(column.value(), context)).toArray();
  }

  private Rows map(Relation.Map map) {
    Rows input = evaluate(map.input());
    return new Rows(
        names(map.columns()),
        input.values().stream().map(row -> values(map.columns(), of(input, row))).toList());
  }

  private static Context of(Rows rows, @Nullable Object[] row) {
    return (side, name) -> row[rows.column(name)];
  }

  private Rows group(Relation.Group group) {
    Rows input = evaluate(group.input());
    Column key = group.key();
    if (key == null) {
      Object value = value(group.value().value(), ofGroup(input, input.values()));
      return new Rows(
          List.of(group.value().name()), List.<@Nullable Object[]>of(new Object[] {value}));
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    by(input, row -> value(key.value(), of(input, row)))
        .forEach(
            (signature, members) ->
                rows.add(
                    new @Nullable Object[] {
                      signature, value(group.value().value(), ofGroup(input, members))
                    }));
    return new Rows(List.of(key.name(), group.value().name()), rows);
  }

  private static Map<Object, List<@Nullable Object[]>> by(
      Rows rows, Function<@Nullable Object[], @Nullable Object> key) {
    Map<Object, List<@Nullable Object[]>> groups = new LinkedHashMap<>();
    for (@Nullable Object[] row : rows.values()) {
      groups
          .computeIfAbsent(Objects.requireNonNull(key.apply(row)), first -> new ArrayList<>())
          .add(row);
    }
    return groups;
  }

  private Context ofGroup(Rows rows, List<@Nullable Object[]> group) {
    return new Context() {
      @Override
      public @Nullable Object field(Expression.@Nullable Side side, String name) {
        return group.getFirst()[rows.column(name)];
      }

      @Override
      public Members members(String grid) {
        int labels = rows.column("labels");
        int column = rows.column(grid);
        List<@Nullable Object[]> present =
            group.stream().filter(row -> row[column] != null).toList();
        return Members.of(
            arena,
            present.stream().mapToLong(row -> (long) Objects.requireNonNull(row[labels])).toArray(),
            present.stream()
                .mapToLong(row -> (long) Objects.requireNonNull(row[column]))
                .toArray());
      }

      @Override
      public @Nullable Object any(String column) {
        int place = rows.column(column);
        return group.stream()
            .map(row -> row[place])
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
      }
    };
  }

  private Rows merge(Relation.Merge merge) {
    Rows input = evaluate(merge.input());
    int labels = input.column("labels");
    int grid = input.column("grid");
    List<@Nullable Object[]> rows = new ArrayList<>();
    Expression merged =
        Expression.apply(
            MatchOperations.MERGE,
            new Expression.Members("grid"),
            new Expression.Text(merge.clash().sqlName()));
    by(input, row -> row[labels])
        .forEach(
            (alike, group) -> {
              Context context = ofGroup(input, group);
              long present = group.stream().filter(row -> row[grid] != null).count();
              rows.add(
                  new @Nullable Object[] {
                    alike, present <= 1 ? context.any("grid") : value(merged, context)
                  });
            });
    return new Rows(List.of("labels", "grid"), rows);
  }

  private Rows join(Relation.Join join) {
    Rows left = evaluate(join.left());
    Rows right = evaluate(join.right());
    Map<Object, List<@Nullable Object[]>> bySignature =
        join.kind() == Relation.Join.Kind.ALL
            ? Map.of()
            : by(right, row -> row[right.column("signature")]);
    @Nullable Object[] none = new @Nullable Object[right.names().size()];
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (@Nullable Object[] row : left.values()) {
      List<@Nullable Object[]> met =
          switch (join.kind()) {
            case ALL -> right.values();
            case MATCHED -> met(bySignature, left, row, List.of());
            case LEFT -> met(bySignature, left, row, List.<@Nullable Object[]>of(none));
          };
      for (@Nullable Object[] other : met) {
        Context context =
            (side, name) ->
                side == Expression.Side.RIGHT ? other[right.column(name)] : row[left.column(name)];
        rows.add(values(join.columns(), context));
      }
    }
    return new Rows(names(join.columns()), rows);
  }

  private static List<@Nullable Object[]> met(
      Map<Object, List<@Nullable Object[]>> bySignature,
      Rows left,
      @Nullable Object[] row,
      List<@Nullable Object[]> otherwise) {
    Object signature = Objects.requireNonNull(row[left.column("signature")]);
    return bySignature.getOrDefault(signature, otherwise);
  }

  private Rows guarded(Relation.Guarded guarded) {
    Rows groups = evaluate(guarded.groups());
    int column = groups.column(guarded.column());
    by(groups, row -> row[groups.column("signature")])
        .values()
        .forEach(
            group -> {
              if (group.stream().filter(row -> row[column] != null).count() > 1) {
                value(guarded.check(), ofGroup(groups, group));
              }
            });
    return evaluate(guarded.input());
  }

  private Rows union(Relation.Union union) {
    List<Rows> parts = union.parts().stream().map(this::evaluate).toList();
    return new Rows(
        parts.getFirst().names(), parts.stream().flatMap(part -> part.values().stream()).toList());
  }

  private Rows unfold(Relation.Unfold unfold) {
    Rows input = evaluate(unfold.input());
    Expression size = Expression.apply(unfold.size(), new Expression.Field(null, unfold.list()));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (@Nullable Object[] row : input.values()) {
      Object count = value(size, of(input, row));
      for (long place = 0; count != null && place < (long) count; place++) {
        @Nullable Object[] kept = values(unfold.columns(), of(input, row));
        @Nullable Object[] placed = Arrays.copyOf(kept, kept.length + 1);
        placed[kept.length] = place;
        rows.add(placed);
      }
    }
    List<String> names = new ArrayList<>(names(unfold.columns()));
    names.add("place");
    return new Rows(names, rows);
  }

  private @Nullable Object value(Expression expression, Context context) {
    return switch (expression) {
      case Expression.Field field -> context.field(field.side(), field.name());
      case Expression.Text text -> text.value();
      case Expression.Constant number -> number.value();
      case Expression.Site site -> site.site();
      case Expression.AnyOf any -> context.any(any.column());
      case Expression.Members members -> {
        Members group = context.members(members.grid());
        yield group.size() == 0 ? null : group;
      }
      case Expression.Only only -> {
        Rows row = evaluate(only.row());
        yield row.values().getFirst()[row.column("grid")];
      }
      case Expression.Apply apply -> applied(apply, context);
    };
  }

  private @Nullable Object applied(Expression.Apply apply, Context context) {
    Arguments arguments =
        new ValueArguments(
            arena, apply.arguments().stream().map(argument -> value(argument, context)).toArray());
    return switch (apply.operation()) {
      case Operation.OfText text -> text.body().apply(arguments);
      case Operation.OfHandle handle -> {
        long value = handle.apply(arguments);
        yield value == Arguments.NULL ? null : value;
      }
    };
  }
}
