package dev.firebucket.query.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Histograms as no honest writer makes them: whatever a store may hold ends in an answer, not in
/// an error or a loop.
class HostileHistogramsTest {
  private static final double[] ODD = {
    0, 1, 3, 0.5, -0.0, -7, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY, 5e-324, 1e-128
  };

  private final Random random = new Random(23);

  private double odd() {
    return ODD[random.nextInt(ODD.length)];
  }

  private double[] odds(int length) {
    return random.doubles(length).map(any -> odd()).toArray();
  }

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int offset =
          switch (random.nextInt(6)) {
            case 0 -> 2_000;
            case 1 -> -2_000;
            case 2 -> Integer.MAX_VALUE - 3;
            default -> random.nextInt(5);
          };
      spans.add(new Span(offset, random.nextInt(4)));
    }
    return spans;
  }

  private FloatHistogram histogram() {
    List<Span> positive = spans();
    List<Span> negative = spans();
    boolean custom = random.nextInt(3) == 0;
    return new FloatHistogram(
        custom ? FloatHistogram.CUSTOM_BUCKETS : random.nextInt(13) - 4,
        odd(),
        odd(),
        odd(),
        odd(),
        positive,
        odds(positive.stream().mapToInt(Span::length).sum()),
        negative,
        odds(negative.stream().mapToInt(Span::length).sum()),
        custom ? odds(random.nextInt(4)) : new double[0],
        ResetHint.of(random.nextInt(4)));
  }

  @Test
  @Timeout(60)
  void whateverIsStoredEndsInAnAnswer() {
    for (int round = 0; round < 20_000; round++) {
      FloatHistogram a = histogram();
      FloatHistogram b = histogram();
      assertThatCode(() -> useAll(a, b)).as("of %s and %s", a, b).doesNotThrowAnyException();
    }
  }

  private void useAll(FloatHistogram a, FloatHistogram b) {
    WorkingHistogram sum = WorkingHistogram.of(a);
    sum.add(b);
    sum.subtract(a);
    sum.multiply(odd()).divide(odd()).compact().finish();
    HistogramMean mean = new HistogramMean(a);
    mean.add(b);
    mean.add(a);
    mean.result().compact().finish();
    CounterReset.between(a, b);
    CounterReset.withHintAsStored(a, b);
    CounterReset.withoutBuckets(a, b);
    HistogramEquality.same(a, b);
    HistogramVariance.of(a);
    HistogramTrim.of(a, odd(), random.nextBoolean());
    Remarks remarks = new Remarks();
    HistogramQuantile.of(random.nextDouble(), a, remarks);
    HistogramFraction.between(odd(), odd(), a, remarks);
    assertThat(HistogramText.of(a)).startsWith("{count:");
  }
}
