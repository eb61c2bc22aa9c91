package dev.firebucket.query.relation;

import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows, and how they come from other rows.
public sealed interface Relation {

  /// Rows that Java lends: of a source of the query, by its number, or where the number is below 0
  /// of a statement that ran before. Columns `labels` and `grid`.
  record Lent(int number) implements Relation {}

  /// Rows under a name: a common table expression.
  ///
  /// @param kept whether the rows are computed once and kept, because they are read more than once
  record Table(String name, boolean kept, Relation rows) implements Relation {}

  /// Each row on its own.
  record Map(List<Column> columns, Relation input) implements Relation {
    public Map {
      columns = List.copyOf(columns);
    }
  }

  /// One row per value of a key, or one row of all where there is no key.
  record Group(@Nullable Column key, Column value, Relation input) implements Relation {}

  /// Rows with equal labels become one.
  ///
  /// @param clash the error where two of them hold something at the same step
  record Merge(Relation input, Clash clash) implements Relation {}

  /// Pairs of rows.
  record Join(Kind kind, List<Column> columns, Relation left, Relation right) implements Relation {
    /// Which pairs there are.
    public enum Kind {
      /// Those with the same signature.
      MATCHED,
      /// The same, and a row of the left that meets none stands alone.
      LEFT,
      /// All.
      ALL
    }

    public Join {
      columns = List.copyOf(columns);
    }
  }

  /// The rows of a relation, where no group of other rows breaks a rule: the rows of these with the
  /// same signature, where more than one has a value.
  ///
  /// @param groups the rows to look at
  /// @param column whose values count
  /// @param check fails for a group that breaks the rule
  record Guarded(Relation input, Relation groups, String column, Expression check)
      implements Relation {}

  /// The rows of all, one relation behind the other.
  record Union(List<Relation> parts) implements Relation {
    public Union {
      parts = List.copyOf(parts);
    }
  }

  /// As many rows of a row as a list in it has entries; the column `place` counts them from 0.
  ///
  /// @param columns to take along
  /// @param list the column of the list; a row without one has no entries
  /// @param size gives the number of entries
  record Unfold(List<Column> columns, String list, Operation.OfHandle size, Relation input)
      implements Relation {
    public Unfold {
      columns = List.copyOf(columns);
    }
  }

  /// No row.
  record Nothing() implements Relation {}

  /// The columns `labels` and `grid` of a relation.
  static Map rows(Relation input) {
    return new Map(List.of(Column.LABELS, Column.GRID), input);
  }

  /// The same rows with other labels.
  static Map withLabels(Expression labels, Relation input) {
    return new Map(List.of(labels.as("labels"), Column.GRID), input);
  }

  /// The same rows with other grids.
  static Map withGrid(Expression grid, Relation input) {
    return new Map(List.of(Column.LABELS, grid.as("grid")), input);
  }
}
