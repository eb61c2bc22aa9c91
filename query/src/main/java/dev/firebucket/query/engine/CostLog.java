package dev.firebucket.query.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes down what the steps of one query cost, or nothing at all: queries that nobody analyses
/// read no clock. For use by one thread after another.
final class CostLog {
  /// Measures nothing.
  static final CostLog NONE = new CostLog(false);

  private final boolean measures;
  private final List<Cost> costs = new ArrayList<>();

  private CostLog(boolean measures) {
    this.measures = measures;
  }

  static CostLog measuring() {
    return new CostLog(true);
  }

  /// Work that may fail with one kind of checked exception.
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /// Does a step.
  ///
  /// @param detail says of the result how much it was; asked only where it is written down
  <T, E extends Exception> T step(String stage, Work<T, E> work, Function<T, String> detail)
      throws E {
    if (!measures) {
      return work.run();
    }
    long began = System.nanoTime();
    T result = work.run();
    double millis = (System.nanoTime() - began) / 1e6;
    costs.add(new Cost(stage, detail.apply(result), millis));
    return result;
  }

  /// The steps in the order in which they were done.
  List<Cost> costs() {
    return List.copyOf(costs);
  }
}
