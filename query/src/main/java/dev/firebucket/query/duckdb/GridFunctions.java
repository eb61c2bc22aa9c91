package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.OperatorRemarks;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.element.BinaryKernel;
import dev.firebucket.query.kernel.element.ElementKernel;
import dev.firebucket.query.kernel.element.SetKernel;
import dev.firebucket.query.kernel.element.StepRemarks;
import dev.firebucket.query.time.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Functions of grids, row by row: arithmetic, comparison, functions of each value, masks.
public final class GridFunctions {
  /// Two grids, the number of the operator in the query, the labels of the row.
  private static final Class<?>[] OPERANDS = {Long.class, Long.class, Integer.class, Long.class};

  private GridFunctions() {}

  /// `grid_add(left, right, n, labels)`: arithmetic of two grids, or trimming; n is the query's
  /// operator number n.
  public static String arithmetic(BinaryOperator operator) {
    return "grid_" + word(operator);
  }

  /// `grid_where_less`: the left grid where a comparison holds.
  public static String filter(BinaryOperator operator) {
    return "grid_where_" + word(operator);
  }

  /// `grid_is_less`: 1 where a comparison holds, 0 where it does not.
  public static String test(BinaryOperator operator) {
    return "grid_is_" + word(operator);
  }

  /// `grid_abs`: a function of each value.
  public static String element(ElementFunction function) {
    return "grid_" + function.promqlName();
  }

  private static String word(BinaryOperator operator) {
    return operator.name().toLowerCase(Locale.ROOT);
  }

  static void register(FunctionRegistrar functions) {
    for (BinaryOperator operator : BinaryOperator.values()) {
      switch (operator.kind()) {
        case ARITHMETIC, TRIM -> registerArithmetic(functions, operator);
        case COMPARISON -> registerComparison(functions, operator);
        case SET -> {}
      }
    }
    for (ElementFunction function : ElementFunction.values()) {
      registerElement(functions, function);
    }
    // grid_and(grid, mask), grid_unless(grid, mask): the grid where the mask has something,
    // nothing.
    functions.handle(
        "grid_and",
        row -> row.keep(SetKernel.and(row.grid(0), row.grid(1))),
        Long.class,
        Long.class);
    // grid_comparable(left, right, n): the left grid where the query's operator number n can
    // compare
    // them.
    functions.handle(
        "grid_comparable",
        row -> {
          Grid left = row.grid(0);
          BinaryOperator operator =
              row.arena().program().operators().get(row.integer(2)).operator();
          return row.keep(BinaryKernel.comparable(operator, left, row.grid(1)));
        },
        Long.class,
        Long.class,
        Integer.class);
    // grid_floats(grid): its numbers, without its histograms.
    functions.handle("grid_floats", row -> row.keep(SetKernel.floats(row.grid(0))), Long.class);
    functions.nullable("grid_unless", GridFunctions::unless, Long.class, Long.class);
    // grid_constant(grid, 0.5): a number at every step of a grid.
    functions.handle(
        "grid_constant",
        row -> row.keep(Grid.constant(row.grid(0).steps(), row.number(1))),
        Long.class,
        Double.class);
    // grid_repeat(grid, n): the first step at every one of the query's steps number n.
    functions.handle(
        "grid_repeat",
        row -> {
          Grid grid = row.grid(0);
          Steps steps = row.arena().program().steps().get(row.integer(1));
          row.arena().limits().checkRoomFor(steps.count());
          return row.keep(SetKernel.repeat(grid, steps));
        },
        Long.class,
        Integer.class);
  }

  private static long unless(RowArguments row) {
    if (row.isNull(0)) {
      return RowArguments.NULL;
    }
    return row.isNull(1) ? row.handle(0) : row.keep(SetKernel.unless(row.grid(0), row.grid(1)));
  }

  /// What comes up goes to the operator, whose number stands behind its sides, and to the labels of
  /// the row, which stand last.
  private static StepRemarks remarks(RowArguments row) {
    int operator = row.integer(2);
    long labels = row.handle(3);
    OperatorRemarks remarks = row.arena().operatorRemarks();
    return (step, remark) -> remarks.add(operator, step, labels, remark);
  }

  private static void registerArithmetic(FunctionRegistrar functions, BinaryOperator operator) {
    functions.handle(
        arithmetic(operator),
        row -> row.keep(BinaryKernel.compute(operator, row.grid(0), row.grid(1), remarks(row))),
        OPERANDS);
  }

  private static void registerComparison(FunctionRegistrar functions, BinaryOperator operator) {
    functions.handle(
        filter(operator),
        row -> row.keep(BinaryKernel.filter(operator, row.grid(0), row.grid(1), remarks(row))),
        OPERANDS);
    functions.handle(
        test(operator),
        row -> row.keep(BinaryKernel.test(operator, row.grid(0), row.grid(1), remarks(row))),
        OPERANDS);
  }

  private static void registerElement(FunctionRegistrar functions, ElementFunction function) {
    Class<?>[] parameters = new Class<?>[1 + function.parameters()];
    Arrays.fill(parameters, Long.class);
    functions.handle(
        element(function),
        row -> {
          Grid grid = row.grid(0);
          List<Grid> scalars = new ArrayList<>(function.parameters());
          for (int i = 1; i <= function.parameters(); i++) {
            scalars.add(row.grid(i));
          }
          return row.keep(ElementKernel.apply(function, grid, scalars));
        },
        parameters);
  }
}
