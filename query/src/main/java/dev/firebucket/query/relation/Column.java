package dev.firebucket.query.relation;

import dev.firebucket.query.relation.Expression.Field;

/// A column of a relation and where its values come from.
public record Column(Expression value, String name) {
  public static final Column LABELS = Field.LABELS.as("labels");
  public static final Column GRID = Field.GRID.as("grid");
  public static final Column SIGNATURE = Field.SIGNATURE.as("signature");
  public static final Column MET = new Expression.Field(null, "met").as("met");

  /// A column of the input, under its own name.
  public static Column of(String name) {
    return new Column(new Expression.Field(null, name), name);
  }
}
