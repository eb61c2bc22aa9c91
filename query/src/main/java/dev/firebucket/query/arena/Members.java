package dev.firebucket.query.arena;

import dev.firebucket.query.grid.Grid;
import java.util.Arrays;
import java.util.List;

/// The rows of a group, in order of their labels, so that what is added up is added up in the same
/// order each time.
///
/// SQL hands a group over as text: DuckDB takes neither aggregate functions nor lists from Java,
/// and a text of two integers per row costs microseconds. It is `string_agg(labels || ':' || grid,
/// ',')`, made of numbers alone.
///
/// @param labels handles, in order of their label sets
/// @param grids handles, one per label set
public record Members(QueryArena arena, long[] labels, long[] grids) {

  /// An order of handles.
  @FunctionalInterface
  private interface HandleOrder {
    int compare(long a, long b);
  }

  /// The rows of a group in the order of their labels.
  public static Members of(QueryArena arena, long[] labels, long[] grids) {
    return new Members(arena, labels, grids).sorted(arena.labels()::compare);
  }

  /// Reads what `string_agg` made.
  public static Members parse(String text, RunningQueries queries) {
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ',') {
        count++;
      }
    }
    long[] labels = new long[count];
    long[] grids = new long[count];
    int at = 0;
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        labels[at] = number;
        number = 0;
      } else if (c == ',') {
        grids[at++] = number;
        number = 0;
      } else {
        number = number * 10 + c - '0';
      }
    }
    grids[at] = number;
    return of(queries.ofHandle(labels[0]), labels, grids);
  }

  public int size() {
    return labels.length;
  }

  /// The grids themselves.
  public List<Grid> objects() {
    return arena.grids().getAll(grids);
  }

  /// The same rows in the order in which their series were first met: Prometheus' head looks at
  /// series in that order, so that the first of equals wins a place among the largest.
  public Members byArrival() {
    return sorted(arena.labels()::compareArrivals);
  }

  private Members sorted(HandleOrder order) {
    for (int i = 1; i < labels.length; i++) {
      if (order.compare(labels[i - 1], labels[i]) > 0) {
        return resorted(order);
      }
    }
    return this;
  }

  private Members resorted(HandleOrder handleOrder) {
    Integer[] order = new Integer[labels.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> handleOrder.compare(labels[a], labels[b]));
    long[] sortedLabels = new long[labels.length];
    long[] sortedGrids = new long[labels.length];
    for (int i = 0; i < order.length; i++) {
      sortedLabels[i] = labels[order[i]];
      sortedGrids[i] = grids[order[i]];
    }
    return new Members(arena, sortedLabels, sortedGrids);
  }
}
