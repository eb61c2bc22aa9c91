package dev.firebucket.alerting.ontime;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A hundred targets with a hundred series each, scraped together: one object of 10,000 samples
/// each time.
final class Fleet {
  private static final int TARGETS = 100;
  private static final int METRICS = 99;

  private final List<LabelSet> series = new ArrayList<>();

  Fleet() {
    for (int target = 0; target < TARGETS; target++) {
      String job = "job-" + target % 10;
      String instance = "host-" + target / 10 + ":" + target / 10;
      series.add(LabelSet.of("__name__", "up", "instance", instance, "job", job));
      for (int metric = 0; metric < METRICS; metric++) {
        String name = "metric_%02d".formatted(metric);
        series.add(LabelSet.of("__name__", name, "instance", instance, "job", job));
      }
    }
  }

  /// Writes what a scrape of all targets gives at a time.
  void scrape(Instant at, SampleWriter into) throws IOException {
    SampleBatch batch = new SampleBatch();
    long millis = at.toEpochMilli();
    for (LabelSet one : series) {
      double value = one.metricName().equals("up") ? 1 : millis / 1000 % 100_000;
      batch.append(one, millis, value);
    }
    into.write(batch);
  }
}
