package dev.firebucket.query.relation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value of a row, or of a group of rows.
public sealed interface Expression {
  /// A column of the input.
  ///
  /// @param side of a join; null where only one side has such a column
  record Field(@Nullable Side side, String name) implements Expression {
    public static final Field LABELS = new Field(null, "labels");
    public static final Field GRID = new Field(null, "grid");
    public static final Field SIGNATURE = new Field(null, "signature");
  }

  /// A side of a join.
  enum Side {
    LEFT,
    RIGHT
  }

  /// What an operation gives.
  record Apply(Operation operation, List<Expression> arguments) implements Expression {
    public Apply {
      arguments = List.copyOf(arguments);
      if (arguments.size() != operation.parameters().size()) {
        throw new IllegalArgumentException(
            operation.name() + " takes " + operation.parameters().size() + " arguments");
      }
    }
  }

  record Text(String value) implements Expression {}

  record Constant(double value) implements Expression {}

  /// What the operation must know of the node that it is called for.
  record Site(CallSite site) implements Expression {}

  /// The rows of a group: their labels and one more column.
  record Members(String grid) implements Expression {}

  /// The value of any row of a group.
  record AnyOf(String column) implements Expression {}

  /// The grid of a relation of one row.
  record Only(Relation row) implements Expression {}

  /// A column of the left side of a join.
  static Field left(String name) {
    return new Field(Side.LEFT, name);
  }

  /// A column of the right side of a join.
  static Field right(String name) {
    return new Field(Side.RIGHT, name);
  }

  static Apply apply(Operation operation, Expression... arguments) {
    return new Apply(operation, List.of(arguments));
  }

  /// The value as a column.
  default Column as(String name) {
    return new Column(this, name);
  }
}
