package dev.firebucket.query.kernel.range;

import static dev.firebucket.query.grid.GridSketch.samples;
import static dev.firebucket.query.grid.GridSketch.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.StaleMarker;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InstantKernelTest {
  private static final long SECOND = 1000;

  private static Grid select(Samples samples, ReferenceTime reference, int steps) {
    return new InstantKernel(
            5 * SECOND, reference, SampleReading.VALUE, new Steps(0, SECOND, steps))
        .apply(samples);
  }

  @Test
  void aSampleIsSeenUntilItIsAsOldAsTheLookback() {
    Samples samples = samples(SECOND, SECOND, 7);
    assertThat(values(select(samples, ReferenceTime.EVALUATION, 8)))
        .containsExactly(null, 7.0, 7.0, 7.0, 7.0, 7.0, null, null);
  }

  @Test
  void aStaleMarkerHidesWhatWasBefore() {
    Samples samples = samples(0, 2 * SECOND, 7, StaleMarker.VALUE, 8);
    assertThat(values(select(samples, ReferenceTime.EVALUATION, 6)))
        .containsExactly(7.0, 7.0, null, null, 8.0, 8.0);
  }

  @Test
  void aNanIsAValue() {
    assertThat(values(select(samples(0, SECOND, Double.NaN), ReferenceTime.EVALUATION, 1)))
        .containsExactly(Double.NaN);
  }

  @Test
  void anOffsetLooksBackAndANegativeOneAhead() {
    Samples samples = samples(0, SECOND, 0, 1, 2, 3);
    assertThat(values(select(samples, new ReferenceTime(OptionalLong.empty(), SECOND), 3)))
        .containsExactly(null, 0.0, 1.0);
    assertThat(values(select(samples, new ReferenceTime(OptionalLong.empty(), -SECOND), 3)))
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void timestampsAreThoseOfTheSamples() {
    Grid grid =
        new InstantKernel(
                5 * SECOND,
                ReferenceTime.EVALUATION,
                SampleReading.TIME,
                new Steps(1500, SECOND, 2))
            .apply(samples(250, SECOND, 9, 9));
    assertThat(values(grid)).containsExactly(1.25, 1.25);
  }
}
