package dev.firebucket.query.differential;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Random;

/// Two hours of samples with all that goes wrong with samples: resets, gaps, NaN, infinities, stale
/// markers, series that end where their twins begin, numbers at the edge of doubles.
final class AwkwardData {
  static final long START = 1_795_362_800_000L;
  static final long END = START + 7_200_000;

  private final Random random = new Random(7);
  private final SampleBatch batch = new SampleBatch();

  private AwkwardData() {}

  static SampleBatch make() {
    AwkwardData data = new AwkwardData();
    for (String job : new String[] {"api", "db", "web"}) {
      for (int i = 0; i < 3; i++) {
        data.instance(job, job + "-" + i, i);
      }
      data.handover(job);
    }
    return data.batch;
  }

  private void instance(String job, String instance, int index) {
    LabelSet base = LabelSet.of("job", job, "instance", instance);
    counter(base.with("code", index == 0 ? "500" : "200"));
    gauge(base);
    for (long time = START; time < END; time += 60_000) {
      batch.append(named("s", base), time, random.nextInt(4));
      batch.append(named("info", base).with("version", "v" + index % 2), time, 1);
      batch.append(named("huge", base), time, pick(1e308, -1e308, 1.7e308, 1, 1e-320));
      batch.append(named("tiny", base), time, pick(1e-7, 123456789.123, 1e21, 0.1, -0.0, 5e-324));
    }
    double memory = 1e9;
    for (long time = START + 137; time < END; time += 20_000) {
      memory += random.nextGaussian() * 1e6;
      batch.append(named("m", base), time, memory);
    }
    histogram(base);
  }

  private void counter(LabelSet base) {
    double value = 0;
    for (long time = START + random.nextInt(60_000); time < END; time += 15_000) {
      value = random.nextInt(50) == 0 ? 0 : value + pick(0, 1, 5, 100, 0.5);
      if (random.nextInt(20) != 0) {
        batch.append(named("c_total", base), time + random.nextInt(900), value);
      }
      if (random.nextInt(100) == 0) {
        time += 400_000;
      }
    }
  }

  private void gauge(LabelSet base) {
    for (long time = START; time < END; time += 30_000) {
      double value =
          switch (random.nextInt(50)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> StaleMarker.VALUE;
            default -> random.nextGaussian() * 50;
          };
      batch.append(named("g", base), time, value);
      if (StaleMarker.is(value)) {
        time += 300_000;
      }
    }
  }

  private void histogram(LabelSet base) {
    String[] bounds = {"0.1", "0.5", "1", "2.5", "5", "+Inf"};
    double[] counts = new double[bounds.length];
    for (long time = START; time < END; time += 15_000) {
      for (int i = random.nextInt(bounds.length); i < bounds.length; i++) {
        counts[i]++;
      }
      for (int i = 0; i < bounds.length; i++) {
        batch.append(named("h_bucket", base).with("le", bounds[i]), time, counts[i]);
      }
    }
  }

  private void handover(String job) {
    LabelSet base = LabelSet.of("job", job);
    long middle = START + 3_600_000;
    for (long time = START; time < END; time += 30_000) {
      boolean before = time < middle;
      batch.append(named("hand", base).with("pod", before ? "a" : "b"), time, before ? 1 : 2);
      batch.append(named(before ? "n1" : "n2", base), time, before ? 3 : 4);
      batch.append(named("dup1", base), time, 3 + time / 1000 % 7);
      batch.append(named("dup2", base), time, 4);
    }
    batch.append(named("hand", base).with("pod", "a"), middle, StaleMarker.VALUE);
    batch.append(named("n1", base), middle, StaleMarker.VALUE);
  }

  private static LabelSet named(String name, LabelSet labels) {
    return labels.with(LabelSet.NAME, name);
  }

  private double pick(double... values) {
    return values[random.nextInt(values.length)];
  }
}
