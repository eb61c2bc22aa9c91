package dev.firebucket.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequestCounts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A part of the main job: its client of the store, how often it ran, and how much processor time
/// that took, collection of garbage and compilation included.
final class MeasuredPart {
  private final String name;
  private final Bucket bucket;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final List<Long> processorNanos = new ArrayList<>();
  private StoreRequestCounts before = StoreRequestCounts.NONE;
  private long samples;

  MeasuredPart(String name, Bucket bucket) {
    this.name = name;
    this.bucket = bucket;
  }

  Bucket bucket() {
    return bucket;
  }

  /// Forgets what was measured while the job warmed up.
  void begin() {
    before = bucket.store().requests().counts();
    processorNanos.clear();
    samples = 0;
  }

  void measure(MainJob.Step step) throws IOException, InterruptedException {
    long began = PROCESS.getProcessCpuTime();
    step.run();
    processorNanos.add(PROCESS.getProcessCpuTime() - began);
  }

  void samples(long more) {
    samples += more;
  }

  ///
  /// `{"part":"scrape","runs":60,"median_cpu_ms":12.3,"mean_cpu_ms":…,"samples":…,"requests":{"get":60},"bytes":{…}}`.
  String json() {
    StoreRequestCounts counts = bucket.store().requests().counts().since(before);
    List<Long> sorted = new ArrayList<>(processorNanos);
    Collections.sort(sorted);
    double median = sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2) / 1e6;
    double mean = sorted.stream().mapToLong(Long::longValue).average().orElse(0) / 1e6;
    return String.format(
        Locale.ROOT,
        "{\"part\":\"%s\",\"runs\":%d,\"median_cpu_ms\":%.1f,\"mean_cpu_ms\":%.1f,\"samples\":%d,\"requests\":{%s},\"bytes\":{%s}}",
        name,
        sorted.size(),
        median,
        mean,
        samples,
        fields(counts, false),
        fields(counts, true));
  }

  private static String fields(StoreRequestCounts counts, boolean bytes) {
    return Arrays.stream(StoreRequest.values())
        .map(
            kind ->
                "\"%s\":%d"
                    .formatted(
                        kind.label(), bytes ? counts.of(kind).bytes() : counts.of(kind).requests()))
        .collect(Collectors.joining(","));
  }
}
