package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.testsupport.PrometheusPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Serves awkward expositions to the real Prometheus and to ours, with the same configuration, and
/// compares every series. Takes about ten seconds.
final class BesidePrometheusTest {
  /// One job: settings, content type, and what it exposes at first and later.
  private record Job(String settings, String contentType, byte[] first, byte[] later) {}

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final long now = System.currentTimeMillis();
  @TempDir Path folder;

  private void text(String name, String settings, String first, String later) {
    job(name, settings, TargetServer.TEXT, first, later);
  }

  private void openMetrics(String name, String settings, String first, String later) {
    job(name, settings, TargetServer.OPENMETRICS, first + "# EOF\n", later + "# EOF\n");
  }

  private void job(String name, String settings, String type, String first, String later) {
    jobs.put(
        name,
        new Job(
            settings,
            type,
            first.getBytes(StandardCharsets.UTF_8),
            later.getBytes(StandardCharsets.UTF_8)));
  }

  private void textJobs() {
    text("plain", "", "a 1\nb{x=\"1\"} 2\nb{x=\"2\"} NaN\nc +Inf\nd -Inf\n", "a 2\nb{x=\"2\"} 3\n");
    text("blanks", "", "  lead 1\nx  { a = \"b\" , }  1 \n\n#c\n", "  lead 1\nx{a=\"b\"} 2\n");
    text("utf8", "", "{\"my.metric\",\"a label\"=\"ü\"} 1\nm{x=\"日本\"} 2\n", "m{x=\"日本\"} 3\n");
    text("legacy", "metric_name_validation_scheme: legacy", "{\"my.metric\"} 1\n", "ok 1\n");
    text("escapes", "", "m{p=\"C:\\\\d\",q=\"a\\nb\",r=\"\\\"\",s=\"\\z\"} 1\n", "m 1\n");
    text(
        "bounds",
        "",
        "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"1000000\"} 2\n"
            + "h_bucket{le=\"+Inf\"} 3\nh_sum 1\nh_count 3\n"
            + "# TYPE s summary\ns{quantile=\"0.50\"} 1\n# TYPE g gauge\ng{le=\"1\"} 1\n",
        "# TYPE h histogram\nh_bucket{le=\"1\"} 4\n");
    text("twice", "", "m 1\nm 2\nm{a=\"1\"} 1\n", "m 3\nm 3\n");
    text(
        "merged",
        "metric_relabel_configs: [{action: labeldrop, regex: x}]",
        "m{x=\"1\"} 1\nm{x=\"2\"} 2\n",
        "m{x=\"2\"} 5\n");
    text("unique", "", "m{a=\"1\",a=\"2\"} 1\n", "m 1\n");
    text("empty", "", "", "m 1\n");
    text("vanishing", "", "m 1\nn 2\n", "");
    text("broken", "", "m 1\nn 2\n", "n 2\nm x\n");
    text("labels", "", "m{job=\"other\",instance=\"i\",exported_job=\"x\"} 1\n", "m 1\n");
    text("honored", "honor_labels: true", "m{job=\"honored\",instance=\"\",x=\"\"} 1\n", "m 1\n");
    text("nothing", "honor_labels: true", "m{instance=\"\"} 1\n", "m{instance=\"mine\"} 1\n");
    text(
        "relabelled",
        "metric_relabel_configs: [{source_labels: [__name__], regex: drop.*, action: drop},"
            + " {source_labels: [code], target_label: class, regex: '(.)..', replacement: '${1}xx'}]",
        "dropme 1\nm{code=\"503\"} 2\n",
        "dropme 1\nm{code=\"404\"} 2\n");
    text(
        "nameless",
        "metric_relabel_configs: [{action: labeldrop, regex: __name__}]",
        "m 1\n",
        "m 1\n");
    text("samplelimit", "sample_limit: 2", "a 1\nb 2\n", "a 1\nb 2\nc 3\n");
    text("labellimit", "label_limit: 4", "a{x=\"1\"} 1\n", "a{x=\"1\",y=\"2\"} 1\n");
    text("namelimit", "label_name_length_limit: 8", "a{x=\"1\"} 1\n", "a{xxxxxxxxx=\"1\"} 1\n");
    text(
        "valuelimit",
        "label_value_length_limit: 20",
        "a{x=\"1\"} 1\n",
        "a{x=\"" + "é".repeat(11) + "\"} 1\n");
    text("bodylimit", "body_size_limit: 10B", "a 1\n", "abcde 12\n\n");
    text("extra", "extra_scrape_metrics: true", "a 1\n", "a 1\nb 2\n");
  }

  private void timedJobs() {
    text("timed", "", "m 1 " + (now - 1000) + "\n", "n 1\n");
    text("tracked", "track_timestamps_staleness: true", "m 1 " + (now - 1000) + "\n", "n 1\n");
    text("ignored", "honor_timestamps: false", "m 1 " + (now - 1000) + "\n", "n 1\n");
    text("backwards", "", "m 1 " + (now - 1000) + "\n", "m 2 " + (now - 2000) + "\n");
    text("same", "", "m 1 " + (now - 1000) + "\n", "m 2 " + (now - 1000) + "\n");
    text("old", "", "m 1 1000\nn 1\n", "n 1\n");
    text("ahead", "", "m 1 " + (now + 3_600_000) + "\nn 1\n", "n 1\n");
    text("several", "", "m 1 " + (now - 3000) + "\nm 2 " + (now - 2000) + "\n", "n 1\n");
  }

  private void formatJobs() {
    openMetrics(
        "openmetrics",
        "",
        "# TYPE c counter\n# UNIT c_seconds seconds\nc_total 1 # {id=\"x\"} 1 2\nc_created 5.5\n"
            + "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\n",
        "c_total 2\n");
    job("noeof", "", TargetServer.OPENMETRICS, "a 1\n", "a 1\n# EOF\n");
    job("strange", "", "application/json", "a 1\n", "{}");
    job("fallback", "fallback_scrape_protocol: PrometheusText0.0.4", "", "a 1\n", "b 1\n");
    job("blank", "", "", "a 1\n", "a 2\n");
    job("html", "", "text/html", "<html>", "<html>");
    job("parameters", "", "TEXT/PLAIN ; charset=utf-8", "a 1\n", "a 2\n");
    job("malformed", "", "text/plain; charset", "a 1\n", "a 2\n");
    jobs.put(
        "invalid",
        new Job(
            "",
            TargetServer.TEXT,
            "a 1\n".getBytes(StandardCharsets.UTF_8),
            "a{x=\"\u00ff\"} 1\n".getBytes(StandardCharsets.ISO_8859_1)));
  }

  private String yaml(String address) {
    StringBuilder yaml =
        new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
    jobs.forEach(
        (name, job) -> {
          yaml.append("- job_name: ").append(name).append('\n');
          yaml.append("  metrics_path: /").append(name).append('\n');
          yaml.append("  static_configs: [{targets: ['").append(address).append("']}]\n");
          if (!job.settings().isEmpty()) {
            yaml.append("  ").append(job.settings()).append('\n');
          }
        });
    return yaml.toString();
  }

  private void expose(TargetServer server, boolean later) {
    jobs.forEach(
        (name, job) ->
            server.exposes("/" + name, job.contentType(), later ? job.later() : job.first()));
  }

  @Test
  void everySeriesIsTheSame() throws Exception {
    PrometheusPeer.require();
    textJobs();
    timedJobs();
    formatJobs();
    Path data = Files.createDirectory(folder.resolve("prometheus"));
    try (TargetServer server = new TargetServer();
        HttpClientFactory clients = new HttpClientFactory();
        Bucket bucket = Bucket.open(folder.resolve("data").toString(), BucketOptions.defaults())) {
      expose(server, false);
      Path file = Files.writeString(folder.resolve("prometheus.yml"), yaml(server.address()));
      PrometheusConfig config = Configs.load(folder, yaml(server.address()));
      CollectingWriter writer = new CollectingWriter();
      ScrapeEvents ours =
          new ScrapeEvents(
              config,
              RoundOptions.of("test").source(clients),
              writer::submit,
              bucket.store(),
              RoundOptions.of("test"),
              BackOff.NONE,
              RoundTime.of(InstantSource.system()));
      try (PrometheusServer theirs = new PrometheusServer(file, data)) {
        awaitScrapes(theirs, 2);
        compare("at first", ours, writer, theirs);
        expose(server, true);
        awaitScrapes(theirs, 3);
        compare("later", ours, writer, theirs);
      }
    }
  }

  /// Waits until Prometheus has scraped every job so often once more than any job by now.
  private void awaitScrapes(PrometheusServer theirs, int more) throws Exception {
    double most = theirs.query("max(count_over_time(up[10m]))").getOrDefault(LabelSet.EMPTY, 0.0);
    String query = "count(count_over_time(up[10m]) >= " + (most + more) + ")";
    for (int attempt = 0; attempt < 300; attempt++) {
      if (theirs.query(query).getOrDefault(LabelSet.EMPTY, 0.0) == jobs.size()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Prometheus did not scrape within 30 s");
  }

  private static void compare(
      String phase, ScrapeEvents ours, CollectingWriter writer, PrometheusServer theirs)
      throws Exception {
    Map<String, String> ourErrors = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      Duration second = Duration.ofSeconds(1);
      EventReport report =
          ours.scrape(new PlannedRound(Instant.now(), second, 0, 1, Duration.ofSeconds(30)));
      ((EventReport.Scraped) report)
          .targets()
          .forEach(target -> ourErrors.put(target.target().config().jobName(), target.lastError()));
      // The grid of a second.
      Thread.sleep(1_050);
    }
    Map<LabelSet, Double> mine = comparable(writer.living());
    Map<LabelSet, Double> real = comparable(theirs.query("{__name__!=\"\"}"));
    assertThat(difference(mine, real)).as(phase + ": only ours or different").isEmpty();
    Map<LabelSet, Double> onlyTheirs = difference(real, mine);
    if (phase.equals("later")) {
      onlyTheirs.keySet().removeIf(BesidePrometheusTest::stoodBeforeTheBreak);
    }
    assertThat(onlyTheirs).as(phase + ": only Prometheus' or different").isEmpty();
    assertThat(mine).hasSizeGreaterThan(150);
    Map<String, String> theirErrors = theirs.lastErrors();
    assertThat(ourErrors.keySet()).isEqualTo(theirErrors.keySet());
    ourErrors.forEach(
        (job, error) ->
            assertThat(error.isEmpty()).as(job).isEqualTo(theirErrors.get(job).isEmpty()));
  }

  /// Where a body breaks in the middle, Prometheus writes no stale markers for the series that
  /// stood before the break, though it takes none of their samples; ours ends all of them.
  private static boolean stoodBeforeTheBreak(LabelSet series) {
    return switch (series.value("job")) {
      case "broken" -> series.metricName().equals("n");
      case "samplelimit" -> series.metricName().equals("a") || series.metricName().equals("b");
      default -> false;
    };
  }

  /// Ours name the line, and some more of what was read; Prometheus adds a second line.
  private static String comparableError(String error) {
    return error
        .replaceAll(" \\(line \\d+\\)$", "")
        .replaceAll("\n.*", "")
        .replaceAll("while parsing: .*", "")
        .replaceAll("invalid metric name or label names: .*", "invalid names")
        .replaceAll("invalid UTF-8 label value: .*", "invalid UTF-8 label value");
  }

  private static Map<LabelSet, Double> difference(
      Map<LabelSet, Double> from, Map<LabelSet, Double> other) {
    Map<LabelSet, Double> left = new TreeMap<>(from);
    left.entrySet().removeIf(entry -> entry.getValue().equals(other.get(entry.getKey())));
    return left;
  }

  /// Without what depends on the moment.
  private static Map<LabelSet, Double> comparable(Map<LabelSet, Double> all) {
    Map<LabelSet, Double> kept = new TreeMap<>(all);
    kept.keySet().removeIf(labels -> labels.metricName().equals("scrape_duration_seconds"));
    return kept;
  }
}
