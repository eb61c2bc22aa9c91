package dev.firebucket.benchmarks;

import dev.firebucket.ingest.exposition.Entry;
import dev.firebucket.ingest.exposition.ExpositionException;
import dev.firebucket.ingest.exposition.ExpositionFormat;
import dev.firebucket.ingest.exposition.ExpositionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// One exposition of `-Dexposition=FILE` (`-Dopenmetrics=true` for that format), parsed over and
/// over. `samples/benchmarks/parsing.py` runs it next to Prometheus' own parser.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExpositionBenchmark {
  private final ExpositionFormat format =
      Boolean.getBoolean("openmetrics")
          ? ExpositionFormat.OPENMETRICS_TEXT
          : ExpositionFormat.PROMETHEUS_TEXT;

  private byte[] body = {};
  private List<byte[]> known = List.of();

  /// Reads the file, and the series of an earlier scrape.
  @Setup
  public void read() throws IOException, ExpositionException {
    body = Files.readAllBytes(Path.of(System.getProperty("exposition", "exposition.txt")));
    known = new ArrayList<>();
    ExpositionParser parser = format.parser(body);
    for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) {
      if (entry == Entry.SAMPLE) {
        known.add(
            Arrays.copyOfRange(parser.buffer(), parser.seriesStart(), parser.seriesEnd()));
      }
    }
  }

  /// The first scrape of a target: labels of each sample.
  @Benchmark
  public void labels(Blackhole out) throws ExpositionException {
    ExpositionParser parser = format.parser(body);
    for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) {
      if (entry == Entry.SAMPLE) {
        out.consume(parser.labels());
        out.consume(parser.value());
      }
    }
  }

  /// Each later scrape, without a cache of series: the bytes of the series and the value.
  @Benchmark
  public void series(Blackhole out) throws ExpositionException {
    ExpositionParser parser = format.parser(body);
    for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) {
      if (entry == Entry.SAMPLE) {
        out.consume(parser.seriesEnd() - parser.seriesStart());
        out.consume(parser.value());
      }
    }
  }

  /// Each later scrape as scrapes do it: the next series is expected to be that of the last time.
  @Benchmark
  public void expected(Blackhole out) throws ExpositionException {
    ExpositionParser parser = format.parser(body);
    int at = 0;
    Entry entry = parser.next(known.get(at));
    while (entry != Entry.END) {
      if (entry == Entry.SAMPLE) {
        at++;
        out.consume(parser.value());
      }
      entry = parser.next(at < known.size() ? known.get(at) : null);
    }
  }
}
