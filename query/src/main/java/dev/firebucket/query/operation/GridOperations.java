package dev.firebucket.query.operation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.OperatorRemarks;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.aggregate.LabelSampling;
import dev.firebucket.query.kernel.element.BinaryKernel;
import dev.firebucket.query.kernel.element.ElementKernel;
import dev.firebucket.query.kernel.element.SetKernel;
import dev.firebucket.query.kernel.element.StepRemarks;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Operations on grids, row by row: arithmetic, comparison, functions of each value, masks.
public final class GridOperations {
  /// `grid_and(grid, mask)`: the grid where the mask has something.
  public static final Operation.OfHandle AND =
      Operation.handle(
          "grid_and",
          row -> row.keep(SetKernel.and(row.grid(0), row.grid(1))),
          Long.class,
          Long.class);

  /// `grid_unless(grid, mask)`: the grid where the mask has nothing.
  public static final Operation.OfHandle UNLESS =
      Operation.nullable("grid_unless", GridOperations::unless, Long.class, Long.class);

  /// `grid_comparable(left, right, site)`: the left grid where the operator can combine them.
  public static final Operation.OfHandle COMPARABLE =
      Operation.handle(
          "grid_comparable",
          row -> {
            Grid left = row.grid(0);
            BinaryOperator operator = row.site(2, CallSite.Operator.class).operator();
            return row.keep(BinaryKernel.comparable(operator, left, row.grid(1)));
          },
          Long.class,
          Long.class,
          Integer.class);

  /// `grid_floats(grid)`: its numbers, without its histograms.
  public static final Operation.OfHandle FLOATS =
      Operation.handle("grid_floats", row -> row.keep(SetKernel.floats(row.grid(0))), Long.class);

  /// `grid_constant(grid, 0.5)`: a number at every step of a grid.
  public static final Operation.OfHandle CONSTANT =
      Operation.handle(
          "grid_constant",
          row -> row.keep(Grid.constant(row.grid(0).steps(), row.number(1))),
          Long.class,
          Double.class);

  /// `grid_repeat(grid, site)`: the first step at every step of the site.
  public static final Operation.OfHandle REPEAT =
      Operation.handle(
          "grid_repeat",
          row -> {
            Grid grid = row.grid(0);
            Steps steps = row.site(1, CallSite.Repetition.class).steps();
            row.arena().limits().checkRoomFor(steps.count());
            return row.keep(SetKernel.repeat(grid, steps));
          },
          Long.class,
          Integer.class);

  /// `grid_limit_ratio(grid, ratios, labels)`: the grid where its series is in the share.
  public static final Operation.OfHandle LIMIT_RATIO =
      Operation.handle(
          "grid_limit_ratio",
          row -> {
            Grid grid = row.grid(0);
            LabelSet labels = row.arena().labels().get(row.handle(2));
            return row.keep(LabelSampling.sample(grid, LabelSampling.place(labels), row.grid(1)));
          },
          Long.class,
          Long.class,
          Long.class);

  private GridOperations() {}

  /// `grid_add(left, right, site, labels)`: arithmetic of two grids, or trimming.
  public static Operation.OfHandle arithmetic(BinaryOperator operator) {
    return ofOperator(
        "grid_" + word(operator),
        row -> row.keep(BinaryKernel.compute(operator, row.grid(0), row.grid(1), remarks(row))));
  }

  /// `grid_where_less`: the left grid where a comparison holds.
  public static Operation.OfHandle filter(BinaryOperator operator) {
    return ofOperator(
        "grid_where_" + word(operator),
        row -> row.keep(BinaryKernel.filter(operator, row.grid(0), row.grid(1), remarks(row))));
  }

  /// `grid_is_less`: 1 where a comparison holds, 0 where it does not.
  public static Operation.OfHandle test(BinaryOperator operator) {
    return ofOperator(
        "grid_is_" + word(operator),
        row -> row.keep(BinaryKernel.test(operator, row.grid(0), row.grid(1), remarks(row))));
  }

  /// `grid_clamp(grid, scalar, scalar)`: a function of each value.
  public static Operation.OfHandle element(ElementFunction function) {
    return new Operation.OfHandle(
        "grid_" + function.promqlName(),
        row -> {
          Grid grid = row.grid(0);
          List<Grid> scalars = new ArrayList<>(function.parameters());
          for (int i = 1; i <= function.parameters(); i++) {
            scalars.add(row.grid(i));
          }
          return row.keep(ElementKernel.apply(function, grid, scalars));
        },
        false,
        Collections.nCopies(1 + function.parameters(), Long.class));
  }

  static List<Operation> all() {
    List<Operation> all =
        new ArrayList<>(List.of(AND, UNLESS, COMPARABLE, FLOATS, CONSTANT, REPEAT, LIMIT_RATIO));
    for (BinaryOperator operator : BinaryOperator.values()) {
      switch (operator.kind()) {
        case ARITHMETIC, TRIM -> all.add(arithmetic(operator));
        case COMPARISON -> {
          all.add(filter(operator));
          all.add(test(operator));
        }
        case SET -> {}
      }
    }
    for (ElementFunction function : ElementFunction.values()) {
      all.add(element(function));
    }
    return all;
  }

  /// Two grids, the site of the operator, the labels of the row.
  private static Operation.OfHandle ofOperator(String name, Operation.HandleBody body) {
    return Operation.handle(name, body, Long.class, Long.class, Integer.class, Long.class);
  }

  private static String word(BinaryOperator operator) {
    return operator.name().toLowerCase(Locale.ROOT);
  }

  private static long unless(Arguments row) {
    if (row.isNull(0)) {
      return Arguments.NULL;
    }
    return row.isNull(1) ? row.handle(0) : row.keep(SetKernel.unless(row.grid(0), row.grid(1)));
  }

  /// What comes up goes to the operator, whose site stands behind its sides, and to the labels of
  /// the row, which stand last.
  private static StepRemarks remarks(Arguments row) {
    CallSite.Operator operator = row.site(2, CallSite.Operator.class);
    long labels = row.handle(3);
    OperatorRemarks remarks = row.arena().operatorRemarks();
    return (step, remark) -> remarks.add(operator, step, labels, remark);
  }
}
