package dev.firebucket.benchmarks;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.xerial.snappy.Snappy;

/// Writes made-up samples to two servers by remote write, in turn, and prints how many each took in
/// a second. Bodies are made before the clock runs.
///
/// `RemoteWriteSender OURS THEIRS SERIES ROWS SERIES_OF_REQUEST CONNECTIONS PASSES`: a pass is so
/// many samples of each series, in requests of some series each; a request is sent when the one
/// before it on its connection was answered.
public final class RemoteWriteSender {
  private static final long INTERVAL_MILLIS = 15_000;
  private static final int OF_A_TARGET = 50;

  private final int series;
  private final int rows;
  private final int seriesOfRequest;
  private final int connections;
  private final byte[][] labels;
  private final double[] last;
  private final Random random = new Random(1);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long time;

  private RemoteWriteSender(int[] numbers) throws IOException {
    series = numbers[0];
    rows = numbers[1];
    seriesOfRequest = numbers[2];
    connections = numbers[3];
    labels = new byte[series][];
    for (int one = 0; one < series; one++) {
      labels[one] = labels(one);
    }
    last = new double[series];
    time = System.currentTimeMillis() - INTERVAL_MILLIS * rows * numbers[4];
  }

  public static void main(String[] arguments) throws Exception {
    int[] numbers = Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
    RemoteWriteSender sender = new RemoteWriteSender(numbers);
    for (int pass = 0; pass < numbers[4]; pass++) {
      List<byte[]> bodies = sender.bodies();
      StringBuilder line = new StringBuilder();
      for (String url : List.of(arguments[0], arguments[1])) {
        line.append(String.format(Locale.ROOT, " %.0f", sender.send(url, bodies)));
      }
      System.out.println(line.toString().strip());
    }
    System.exit(0);
  }

  /// Samples a second.
  private double send(String url, List<byte[]> bodies) throws Exception {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> connection =
        () -> {
          for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
            post(url, bodies.get(i));
          }
          return null;
        };
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(connection));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return (double) series * rows / seconds;
  }

  private void post(String url, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/write"))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(url + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private List<byte[]> bodies() throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < series; from += seriesOfRequest) {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(request);
      for (int one = from; one < Math.min(series, from + seriesOfRequest); one++) {
        out.writeByteArray(1, series(one));
      }
      out.flush();
      bodies.add(Snappy.compress(request.toByteArray()));
    }
    time += rows * INTERVAL_MILLIS;
    return bodies;
  }

  private byte[] series(int one) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(labels[one]);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int row = 0; row < rows; row++) {
      last[one] += one % 3 == 0 ? random.nextGaussian() : random.nextInt(40);
      long at = time + row * INTERVAL_MILLIS;
      out.writeTag(2, 2);
      out.writeUInt32NoTag(
          CodedOutputStream.computeDoubleSize(1, last[one])
              + CodedOutputStream.computeInt64Size(2, at));
      out.writeDouble(1, last[one]);
      out.writeInt64(2, at);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] labels(int one) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    int metric = one % OF_A_TARGET;
    label(out, "__name__", "made_up_" + metric / 5 + "_total");
    label(out, "code", Integer.toString(200 + metric % 5));
    label(out, "instance", "host-" + one / OF_A_TARGET + ".example.org:9100");
    label(out, "job", "job-" + one / OF_A_TARGET % 7);
    out.flush();
    return bytes.toByteArray();
  }

  private static void label(CodedOutputStream out, String name, String text) throws IOException {
    out.writeTag(1, 2);
    out.writeUInt32NoTag(
        CodedOutputStream.computeStringSize(1, name)
            + CodedOutputStream.computeStringSize(2, text));
    out.writeString(1, name);
    out.writeString(2, text);
  }
}
