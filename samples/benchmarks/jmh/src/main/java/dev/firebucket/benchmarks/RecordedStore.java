package dev.firebucket.benchmarks;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lays what `record_exporters.py` recorded into the tail of a store, an object for each minute, as
/// scrapes would.
///
/// `RecordedStore FOLDER samples.om [JOB]`: all samples, or those of one job.
public final class RecordedStore {
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
  private static final long MINUTE_SECONDS = 60;

  private RecordedStore() {}

  public static void main(String[] arguments) throws IOException {
    String job = arguments.length > 2 ? "job=\"" + arguments[2] + "\"" : "";
    Map<String, LabelSet> series = new HashMap<>();
    SampleBatch batch = new SampleBatch();
    long samples = 0;
    try (Bucket bucket = Bucket.open(arguments[0], BucketOptions.defaults());
        BufferedReader lines = Files.newBufferedReader(Path.of(arguments[1]))) {
      long minute = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#") || !line.contains(job)) {
          continue;
        }
        int time = line.lastIndexOf(' ');
        int value = line.lastIndexOf(' ', time - 1);
        long seconds = Long.parseLong(line.substring(time + 1));
        if (seconds / MINUTE_SECONDS != minute && !batch.isEmpty()) {
          bucket.writer().write(batch);
          batch = new SampleBatch();
        }
        minute = seconds / MINUTE_SECONDS;
        LabelSet labels =
            series.computeIfAbsent(line.substring(0, value), RecordedStore::labels);
        batch.append(labels, seconds * 1000, number(line.substring(value + 1, time)));
        samples++;
      }
      bucket.writer().write(batch);
    }
    System.out.println(samples + " samples of " + series.size() + " series");
  }

  private static LabelSet labels(String text) {
    int brace = text.indexOf('{');
    LabelSet.Builder labels = LabelSet.builder().set(LabelSet.NAME, text.substring(0, brace));
    Matcher matcher = LABEL.matcher(text.substring(brace + 1));
    while (matcher.find()) {
      labels.set(
          matcher.group(1),
          matcher.group(2).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\"));
    }
    return labels.build();
  }

  private static double number(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
