package dev.firebucket.query.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes down how one query is evaluated and what its steps cost, or nothing at all: queries that
/// nobody analyses read no clock. For use by one thread after another.
final class CostLog {
  /// Measures nothing.
  static final CostLog NONE = new CostLog(false);

  private final boolean measures;
  private final List<Cost> costs = new ArrayList<>();
  private @Nullable Explanation explanation;

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

  /// Takes how the query is evaluated.
  ///
  /// @param how asked only where it is written down
  void explained(Supplier<Explanation> how) {
    if (measures) {
      explanation = how.get();
    }
  }

  /// The whole, of a query that has been answered.
  ///
  /// @param warnings of the answer
  Analysis analysis(List<String> warnings) {
    Explanation how = Objects.requireNonNull(explanation, "the query was not explained");
    return new Analysis(
        how.expression(), how.plan(), how.sql(), how.scans(), how.reads(), costs, warnings);
  }
}
