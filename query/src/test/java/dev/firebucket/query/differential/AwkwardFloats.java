package dev.firebucket.query.differential;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Random;

/// Two hours of floats for seeded queries: counters that reset, irregular intervals, gaps longer
/// than the lookback, NaN, infinities, stale markers, series that come and go, sums that cancel or
/// overflow, integers beyond 2^53, classic histograms that no honest client writes, UTF-8 names,
/// names that are keywords.
final class AwkwardFloats {
  static final long START = 1_795_362_800_000L;
  static final long END = START + 7_200_000;

  private final Random random = new Random(23);
  private final SampleBatch batch = new SampleBatch();

  private AwkwardFloats() {}

  static SampleBatch make() {
    AwkwardFloats data = new AwkwardFloats();
    for (String job : new String[] {"api", "db"}) {
      for (int i = 0; i < 3; i++) {
        LabelSet base = LabelSet.of("job", job, "instance", job + "-" + (i == 2 ? 10 : i));
        data.counter(base.with("code", i == 0 ? "500" : "200"));
        data.gauge(base);
        data.steady(base);
        data.extremes(base);
        data.comingAndGoing(base, i);
        data.infoSeries(base, i);
        data.utf8(base, i);
      }
      data.handover(LabelSet.of("job", job));
      data.honestBuckets(LabelSet.of("job", job, "instance", job + "-0"));
      data.oddBuckets(LabelSet.of("job", job, "instance", job + "-1"));
    }
    return OrderOfLabels.of(data.batch);
  }

  private void counter(LabelSet base) {
    double value = 0;
    for (long time = START + random.nextInt(60_000); time < END; time += 15_000) {
      value = random.nextInt(40) == 0 ? pick(0, 3) : value + pick(0, 1, 5, 100, 0.5);
      if (random.nextInt(20) != 0) {
        batch.append(named("c_total", base), time + random.nextInt(900), value);
      }
      if (random.nextInt(80) == 0) {
        time += 400_000;
      }
    }
  }

  private void gauge(LabelSet base) {
    for (long time = START; time < END; time += 30_000) {
      double value =
          switch (random.nextInt(60)) {
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

  private void steady(LabelSet base) {
    double memory = 1e9;
    for (long time = START + 137; time < END; time += 20_000) {
      memory += random.nextGaussian() * 1e6;
      batch.append(named("m", base), time, memory);
    }
    double constant = random.nextInt(3) / 3.0;
    for (long time = START; time < END; time += 60_000) {
      batch.append(named("s", base), time, random.nextInt(4));
      batch.append(named("constant", base), time, constant);
    }
  }

  private void extremes(LabelSet base) {
    for (long time = START; time < END; time += 60_000) {
      batch.append(named("huge", base), time, pick(1e308, -1e308, 1.7e308, 1, 1e-320));
      batch.append(named("tiny", base), time, pick(1e-7, 123456789.123, 1e21, 0.1, -0.0, 5e-324));
      batch.append(named("cancel", base), time, pick(1e100, -1e100, 1, 1e16, -1e16, 0.1));
      batch.append(
          named("whole", base), time, 9_007_199_254_740_992.0 + 2 * random.nextInt(1_000_000));
    }
  }

  private void comingAndGoing(LabelSet base, int index) {
    long time = START + 1_000L * random.nextInt(600);
    while (time < END) {
      long end = time + 60_000L * (1 + random.nextInt(15));
      for (; time < Math.min(end, END); time += 10_000 + random.nextInt(20_000)) {
        batch.append(named("flap", base), time, random.nextInt(100));
      }
      if (random.nextBoolean() && time < END) {
        batch.append(named("flap", base), time, StaleMarker.VALUE);
      }
      time += 60_000L * (1 + random.nextInt(20));
    }
    for (long seldom = START + index * 7_000; seldom < END; seldom += 241_000 + index * 60_000) {
      batch.append(named("seldom", base), seldom, seldom / 1000 % 1000);
    }
    batch.append(named("once", base), START + 3_600_000 + index, index);
  }

  private void infoSeries(LabelSet base, int index) {
    for (long time = START; time < END; time += 60_000) {
      String version = time - START < 3_600_000 ? "v1" : "v" + (1 + index);
      batch.append(named("target_info", base).with("version", version), time, 1);
      if (index != 1) {
        batch.append(named("build_info", base).with("go", "1." + index), time, 1);
      }
    }
  }

  private void utf8(LabelSet base, int index) {
    LabelSet labels = base.with("http.method", index == 1 ? "GET" : "POST").with("ключ", "да");
    // Names that are keywords.
    LabelSet keywords = base.with("on", index == 0 ? "bool" : "offset");
    for (long time = START; time < END; time += 45_000) {
      batch.append(named("by", keywords), time, index - time / 45_000 % 3);
      batch.append(named("http.requests", labels), time, time / 45_000 % (10 + index));
    }
  }

  private void handover(LabelSet base) {
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

  private void honestBuckets(LabelSet base) {
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

  /// Bounds spelt in two ways, one that is no number, negative ones, no `+Inf` for one kind, counts
  /// that fall from bucket to bucket.
  private void oddBuckets(LabelSet base) {
    String[] bounds = {"-1", "0", "1", "1.0", "1e1", "10.0", "inf", "+Inf", "much"};
    for (long time = START; time < END; time += 30_000) {
      for (int i = 0; i < bounds.length; i++) {
        double count = i * 10 + random.nextInt(25);
        boolean endless = bounds[i].endsWith("nf");
        batch.append(named("odd_bucket", base).with("le", bounds[i]), time, count);
        if (!endless) {
          batch.append(named("endless_bucket", base).with("le", bounds[i]), time, count);
        }
        if (i < 4 || endless) {
          batch.append(named("one_bucket", base).with("le", bounds[i]), time, 7 + 1e-13 * (i % 3));
        }
      }
    }
  }

  private static LabelSet named(String name, LabelSet labels) {
    return labels.with(LabelSet.NAME, name);
  }

  private double pick(double... values) {
    return values[random.nextInt(values.length)];
  }
}
