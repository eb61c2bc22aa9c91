package dev.firebucket.query.differential;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.testing.RemoteWriteBody;
import dev.firebucket.testsupport.PrometheusPeer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The real Prometheus as the other side of a comparison: takes the samples, answers the trials.
final class PeerPrometheus implements AutoCloseable {
  private static final int OK_CLASS = 2;

  private final PrometheusPeer peer;

  private PeerPrometheus(PrometheusPeer peer) {
    this.peer = peer;
  }

  /// Starts with some flags of `--enable-feature`.
  ///
  /// @param folder empty
  static PeerPrometheus start(Path folder, Set<String> features) throws Exception {
    return new PeerPrometheus(
        PrometheusPeer.start(
            folder,
            "storage: {tsdb: {out_of_order_time_window: 24h}}\n",
            "--enable-feature=" + String.join(",", features),
            "--web.enable-remote-write-receiver"));
  }

  /// An answer of the HTTP API.
  record Answer(int status, String body) {}

  /// What Prometheus answers.
  Answer answer(Trial trial) throws Exception {
    HttpResponse<String> response =
        peer.post("/api/v1/" + (trial.isInstant() ? "query" : "query_range"), trial.parameters());
    return new Answer(response.statusCode(), response.body());
  }

  /// Sends samples by remote write 1.0, in as many requests as a series changes between floats and
  /// histograms: of one request Prometheus takes all floats first.
  void write(SampleBatch batch) throws Exception {
    Map<LabelSet, Integer> sent = new HashMap<>();
    boolean more = true;
    while (more) {
      more = false;
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      for (SampleBatch.Series series : batch.series()) {
        int from = sent.getOrDefault(series.labels(), 0);
        int to = RemoteWriteBody.endOfKind(series, from);
        if (from < to) {
          RemoteWriteBody.timeSeries(request, series, from, to);
          sent.put(series.labels(), to);
        }
        more |= to < series.size();
      }
      post(request.toByteArray());
    }
  }

  private void post(byte[] request) throws Exception {
    HttpResponse<String> answer =
        peer.write(RemoteWriteBody.snappy(request), "application/x-protobuf", "snappy");
    if (answer.statusCode() / 100 != OK_CLASS) {
      throw new IllegalStateException("Prometheus does not take samples: " + answer.body());
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
