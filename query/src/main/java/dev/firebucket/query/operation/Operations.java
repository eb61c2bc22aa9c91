package dev.firebucket.query.operation;

import java.util.List;
import java.util.stream.Stream;

/// All operations there are.
public final class Operations {
  private Operations() {}

  public static List<Operation> all() {
    return Stream.of(
            LabelOperations.all(),
            GridOperations.all(),
            GroupOperations.all(),
            MatchOperations.all(),
            HistogramOperations.all(),
            ParameterCheck.all(),
            RangeOperations.all(),
            InfoOperations.all())
        .flatMap(List::stream)
        .toList();
  }
}
