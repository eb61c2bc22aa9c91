package dev.firebucket.query.kernel.element;

import static dev.firebucket.query.grid.GridSketch.grid;
import static dev.firebucket.query.grid.GridSketch.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.grid.Grid;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ElementKernelTest {
  private static double one(ElementFunction function, double value, double... parameters) {
    List<Grid> scalars = Arrays.stream(parameters).mapToObj(parameter -> grid(parameter)).toList();
    return ElementKernel.apply(function, grid(value), scalars).value(0);
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionLeavesAbsentStepsAbsent(ElementFunction function) {
    List<Grid> scalars =
        IntStream.range(0, function.parameters()).mapToObj(i -> grid(1.0, 1.0)).toList();
    assertThat(ElementKernel.apply(function, grid(null, 1.0), scalars).isPresent(0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "LOG2, 8, 3",
    "LOG2, 1e-300, -996.5784284662087",
    "LOG10, 1000, 3",
    "SGN, -3, -1",
    "SGN, NaN, NaN",
    "ASINH, 2, 1.4436354751788103",
    "ACOSH, 2, 1.3169578969248166",
    "ATANH, 0.5, 0.5493061443340548",
    "DEG, 3.141592653589793, 180",
    "NEGATE, 0, -0.0",
    "YEAR, 1e21, 292277026596",
    "MONTH, 951782400, 2",
    "DAYS_IN_MONTH, 951782400, 29",
    "DAY_OF_WEEK, 1795305600, 0",
    "DAY_OF_YEAR, 951782400, 60",
    "HOUR, -1, 23",
    "MINUTE, NaN, 30"
  })
  void functionsAnswerAsGo(ElementFunction function, double value, double expected) {
    assertThat(one(function, value)).isEqualTo(Double.valueOf(expected));
  }

  @Test
  void roundingGoesUpInTheMiddle() {
    assertThat(one(ElementFunction.ROUND, 2.5, 1)).isEqualTo(3);
    assertThat(one(ElementFunction.ROUND, -2.5, 1)).isEqualTo(-2);
    assertThat(one(ElementFunction.ROUND, 37, 5)).isEqualTo(35);
    assertThat(one(ElementFunction.ROUND, 0.25, 0.1)).isEqualTo(0.3);
  }

  @Test
  void clampingToAnEmptyRangeAnswersNothing() {
    assertThat(one(ElementFunction.CLAMP, 7, 0, 5)).isEqualTo(5);
    assertThat(
            values(
                ElementKernel.apply(
                    ElementFunction.CLAMP, grid(7.0), List.of(grid(5.0), grid(0.0)))))
        .containsExactly((Double) null);
    assertThat(one(ElementFunction.CLAMP_MIN, 7, Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "POWER, 1, NaN, 1",
    "POWER, -1, Infinity, 1",
    "POWER, 2, 10, 1024",
    "MODULO, -7, 3, -1",
    "DIVIDE, 1, 0, Infinity",
    "DIVIDE, 0, 0, NaN",
    "ATAN2, 1, 1, 0.7853981633974483",
    "EQUAL, NaN, NaN, 0",
    "NOT_EQUAL, NaN, NaN, 1",
    "LESS, 1, 2, 1",
    "GREATER_OR_EQUAL, 1, 2, 0"
  })
  void operatorsAnswerAsGo(BinaryOperator operator, double left, double right, double expected) {
    assertThat(Arithmetic.scalar(operator, left, right)).isEqualTo(Double.valueOf(expected));
  }

  @Test
  void aFilterKeepsTheLeftValueAndATestTellsWhetherItHolds() {
    Grid left = grid(1.0, 5.0, null);
    Grid right = grid(3.0, 3.0, 3.0);
    assertThat(
            values(BinaryKernel.filter(BinaryOperator.GREATER, left, right, (step, remark) -> {})))
        .containsExactly(null, 5.0, null);
    assertThat(values(BinaryKernel.test(BinaryOperator.GREATER, left, right, (step, remark) -> {})))
        .containsExactly(0.0, 1.0, null);
  }

  @Test
  void setsAreAskedStepByStep() {
    Grid grid = grid(1.0, 2.0, null);
    Grid mask = grid(null, 9.0, 9.0);
    assertThat(values(SetKernel.and(grid, mask))).containsExactly(null, 2.0, null);
    assertThat(values(SetKernel.unless(grid, mask))).containsExactly(1.0, null, null);
    assertThat(SetKernel.merge(List.of(grid, mask), false)).isEmpty();
    assertThat(SetKernel.merge(List.of(grid, grid(null, null, 7.0)), false))
        .hasValueSatisfying(merged -> assertThat(values(merged)).containsExactly(1.0, 2.0, 7.0));
    assertThat(values(SetKernel.onlyValue(grid.steps(), List.of(grid, mask))))
        .containsExactly(1.0, Double.NaN, 9.0);
  }
}
