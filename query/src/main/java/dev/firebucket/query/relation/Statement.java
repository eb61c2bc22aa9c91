package dev.firebucket.query.relation;

import java.util.List;

/// What is evaluated in one go.
///
/// @param tables that the rows come from, each after those that it reads
/// @param labels of the rows that are the outcome
/// @param rows with the columns `labels` and `grid`
public record Statement(List<Relation.Table> tables, Expression labels, Relation rows) {
  public Statement {
    tables = List.copyOf(tables);
  }
}
