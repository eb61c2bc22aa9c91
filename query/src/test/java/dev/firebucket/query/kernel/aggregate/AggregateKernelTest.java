package dev.firebucket.query.kernel.aggregate;

import static dev.firebucket.query.grid.GridSketch.grid;
import static dev.firebucket.query.grid.GridSketch.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.kernel.range.KahanSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregateKernelTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static List<@Nullable Double> of(AggregateOperator operator, Grid... grids) {
    return values(AggregateKernel.apply(operator, List.of(grids), null, GroupRemarks.none()));
  }

  @Test
  void onlyWhatIsPresentCounts() {
    Grid a = grid(1.0, null, 3.0);
    Grid b = grid(10.0, null, null);
    assertThat(of(AggregateOperator.SUM, a, b)).containsExactly(11.0, null, 3.0);
    assertThat(of(AggregateOperator.COUNT, a, b)).containsExactly(2.0, null, 1.0);
    assertThat(of(AggregateOperator.GROUP, a, b)).containsExactly(1.0, null, 1.0);
    assertThat(of(AggregateOperator.AVG, a, b)).containsExactly(5.5, null, 3.0);
  }

  @Test
  void aSumKeepsWhatRoundingWouldLose() {
    assertThat(of(AggregateOperator.SUM, grid(1e100), grid(1.0), grid(-1e100)))
        .containsExactly(1.0);
  }

  @Test
  void aSumIsTheSameAsOneValueAfterTheOther() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Grid> grids = new ArrayList<>();
      @Nullable KahanSum[] expected = new @Nullable KahanSum[70];
      for (int series = 0; series < 1 + random.nextInt(20); series++) {
        @Nullable Double[] values = new @Nullable Double[expected.length];
        boolean gaps = random.nextBoolean();
        for (int step = 0; step < values.length; step++) {
          if (!gaps || random.nextInt(3) > 0) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            values[step] = value;
            KahanSum sum = expected[step];
            if (sum == null) {
              expected[step] = new KahanSum(value);
            } else {
              sum.add(value);
            }
          }
        }
        grids.add(grid(values));
      }
      assertThat(of(AggregateOperator.SUM, grids.toArray(Grid[]::new)))
          .isEqualTo(Arrays.stream(expected).map(sum -> sum == null ? null : sum.total()).toList());
    }
  }

  @Test
  void aSumOfInfinitiesIsInfiniteOrNone() {
    assertThat(of(AggregateOperator.SUM, grid(INF, INF, 1.0), grid(1.0, -INF, 2.0)))
        .containsExactly(INF, NAN, 3.0);
    assertThat(of(AggregateOperator.SUM, grid(-0.0), grid(-0.0))).containsExactly(0.0);
  }

  @Test
  void anAverageOfHugeValuesDoesNotOverflow() {
    Grid huge = grid(Double.MAX_VALUE);
    assertThat(of(AggregateOperator.AVG, huge, huge)).containsExactly(Double.MAX_VALUE);
    assertThat(of(AggregateOperator.AVG, grid(INF), grid(1.0))).containsExactly(INF);
    assertThat(of(AggregateOperator.AVG, grid(INF), grid(-INF))).containsExactly(NAN);
  }

  @Test
  void extremesPassOverNansUnlessThereIsNothingElse() {
    assertThat(of(AggregateOperator.MAX, grid(NAN, NAN), grid(2.0, NAN))).containsExactly(2.0, NAN);
    assertThat(of(AggregateOperator.MIN, grid(2.0, INF), grid(NAN, 1.0))).containsExactly(2.0, 1.0);
  }

  @Test
  void deviationIsThatOfThePopulation() {
    Grid[] grids = {
      grid(2.0), grid(4.0), grid(4.0), grid(4.0), grid(5.0), grid(5.0), grid(7.0), grid(9.0)
    };
    assertThat(of(AggregateOperator.STDDEV, grids)).containsExactly(2.0);
    assertThat(of(AggregateOperator.STDVAR, grid(INF))).containsExactly(NAN);
  }

  @Test
  void aQuantileHasAParameterAtEveryStep() {
    Grid quantiles = grid(0.5, 1.0);
    Grid answer =
        AggregateKernel.apply(
            AggregateOperator.QUANTILE,
            List.of(grid(1.0, 1.0), grid(3.0, 3.0)),
            quantiles,
            GroupRemarks.none());
    assertThat(values(answer)).containsExactly(2.0, 3.0);
  }

  @Test
  void aRankingSelectsStepByStep() {
    List<Grid> grids = List.of(grid(1.0, 9.0), grid(2.0, NAN), grid(3.0, null));
    Ranking top = Ranking.of(grids, grid(2.0, 2.0), true, new Remarks());
    assertThat(values(top.apply(0, grids.get(0)))).containsExactly(null, 9.0);
    assertThat(values(top.apply(1, grids.get(1)))).containsExactly(2.0, NAN);
    assertThat(values(top.apply(2, grids.get(2)))).containsExactly(3.0, null);
    Ranking bottom = Ranking.of(grids, grid(1.0, 0.0), false, new Remarks());
    assertThat(values(bottom.apply(0, grids.get(0)))).containsExactly(1.0, null);
    assertThat(values(bottom.apply(1, grids.get(1)))).containsExactly(null, null);
  }

  @Test
  void aTallyCountsEachValue() {
    ValueTally tally = ValueTally.of(List.of(grid(1.0, NAN), grid(1.0, NAN), grid(2.0, null)));
    assertThat(tally.values()).containsExactly("1", "NaN", "2");
    assertThat(values(tally.counts().get(0))).containsExactly(2.0, null);
    assertThat(values(tally.counts().get(1))).containsExactly(null, 2.0);
  }
}
