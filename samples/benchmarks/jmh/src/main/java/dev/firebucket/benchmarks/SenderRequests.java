package dev.firebucket.benchmarks;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;

/// What a Prometheus sends by remote write with its defaults: 2,000 samples a request, each series
/// with its labels.
final class SenderRequests {
  private static final int SAMPLES_OF_A_REQUEST = 2000;
  private static final int SERIES_OF_A_TARGET = 100;

  private final int series;
  private int next;
  private double due;

  /// @param series of all senders together
  SenderRequests(int series) {
    this.series = series;
  }

  /// The requests of some time.
  ///
  /// @param interval of scrapes, seconds
  List<byte[]> of(Instant from, Duration time, int interval) throws IOException {
    due += (double) series * time.toSeconds() / interval / SAMPLES_OF_A_REQUEST;
    List<byte[]> bodies = new ArrayList<>();
    for (; due >= 1; due--) {
      bodies.add(body(from.toEpochMilli()));
    }
    return bodies;
  }

  private byte[] body(long at) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(request);
    for (int i = 0; i < SAMPLES_OF_A_REQUEST; i++) {
      out.writeByteArray(1, sample(next, at));
      next = (next + 1) % series;
    }
    out.flush();
    return Snappy.compress(request.toByteArray());
  }

  private static byte[] sample(int one, long at) throws IOException {
    int target = one / SERIES_OF_A_TARGET;
    int metric = one % SERIES_OF_A_TARGET;
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(series);
    label(out, "__name__", "fleet_requests_" + metric / 4 + "_total");
    label(out, "code", Integer.toString(200 + metric % 4 * 100));
    label(out, "instance", "host-" + target + ".eu-central-1.example.org:9100");
    label(out, "job", "fleet");
    label(out, "namespace", "team-" + target % 20);
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    CodedOutputStream inner = CodedOutputStream.newInstance(value);
    inner.writeDouble(1, Math.floorMod(at / 1000 * (one + 1) + one * 40_503L, 10_000_000L));
    inner.writeInt64(2, at - target % 15_000);
    inner.flush();
    out.writeByteArray(2, value.toByteArray());
    out.flush();
    return series.toByteArray();
  }

  private static void label(CodedOutputStream out, String name, String text) throws IOException {
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    CodedOutputStream inner = CodedOutputStream.newInstance(label);
    inner.writeString(1, name);
    inner.writeString(2, text);
    inner.flush();
    out.writeByteArray(1, label.toByteArray());
  }
}
