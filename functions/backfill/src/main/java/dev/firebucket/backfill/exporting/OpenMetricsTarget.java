package dev.firebucket.backfill.exporting;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.sql.OrderedSamples;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/// OpenMetrics text 1.0 with a timestamp at every sample, as `promtool tsdb create-blocks-from
/// openmetrics` takes it. The format has neither stale markers nor native histograms: these are
/// left out and counted.
public final class OpenMetricsTarget implements ExportTarget {
  private static final Pattern LEGACY_METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LEGACY_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final long SECOND_MILLIS = 1000;

  private final Writer out;
  private final Lines lines = new Lines();
  private long samples;
  private long series;
  private long staleMarkers;
  private long histograms;

  /// @param out closed with the target
  public OpenMetricsTarget(Writer out) {
    this.out = out;
  }

  @Override
  public OrderedSamples.Sink begin(List<LabelSet> all) {
    return lines;
  }

  private final class Lines implements OrderedSamples.Sink {
    private String name = "";

    @Override
    public void series(LabelSet labels) {
      name = text(labels);
      series++;
    }

    @Override
    public void value(long millis, double value) throws IOException {
      if (StaleMarker.is(value)) {
        staleMarkers++;
        return;
      }
      out.write(name);
      out.write(' ');
      out.write(FloatText.general(value));
      out.write(' ');
      out.write(seconds(millis));
      out.write('\n');
      samples++;
    }

    @Override
    public void histogram(long millis, FloatHistogram histogram) {
      histograms++;
    }
  }

  /// `name{label="value"}`, or `{"any name","any label"="value"}`.
  static String text(LabelSet labels) {
    String metric = labels.metricName();
    boolean legacy = LEGACY_METRIC.matcher(metric).matches();
    StringBuilder text = new StringBuilder(legacy ? metric : "");
    StringBuilder inner = new StringBuilder(legacy || metric.isEmpty() ? "" : quoted(metric));
    labels.forEach(
        (name, value) -> {
          if (name.equals(LabelSet.NAME)) {
            return;
          }
          inner.append(inner.isEmpty() ? "" : ",");
          inner.append(LEGACY_LABEL.matcher(name).matches() ? name : quoted(name));
          inner.append('=').append(quoted(value));
        });
    return inner.isEmpty()
        ? text.toString()
        : text.append('{').append(inner).append('}').toString();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /// Milliseconds as seconds. Readers multiply by 1000 and cut what lies behind the point, so a
  /// double that is a hair too small would lose a millisecond: then the next one is written.
  static String seconds(long millis) {
    if (millis % SECOND_MILLIS == 0) {
      return Long.toString(millis / SECOND_MILLIS);
    }
    double seconds = millis / (double) SECOND_MILLIS;
    if ((long) (seconds * SECOND_MILLIS) != millis) {
      seconds = millis < 0 ? Math.nextDown(seconds) : Math.nextUp(seconds);
    }
    return FloatText.format(seconds, 'f', FloatText.SHORTEST);
  }

  @Override
  public void endDay() {}

  @Override
  public ExportReport finish() throws IOException {
    out.write("# EOF\n");
    out.flush();
    return new ExportReport(samples, series, staleMarkers, histograms, List.of());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
