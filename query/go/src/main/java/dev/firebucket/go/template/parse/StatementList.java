package dev.firebucket.go.template.parse;

import java.util.List;
import java.util.stream.Collectors;

/// Statements in order.
public record StatementList(List<Statement> statements) {
  static final StatementList EMPTY = new StatementList(List.of());

  public StatementList {
    statements = List.copyOf(statements);
  }

  /// Whether there is nothing but white space.
  boolean isBlank() {
    return statements.stream()
        .allMatch(each -> each instanceof Statement.Text text && text.text().isBlank());
  }

  @Override
  public String toString() {
    return statements.stream().map(Object::toString).collect(Collectors.joining());
  }
}
