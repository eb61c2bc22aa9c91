package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.testing.RemoteWriteBody;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The admin API of the packaged server.
class AdminIT {
  private static final String ADMIN = "/api/v1/admin/tsdb/";
  private static final String EVERYTHING = "count by (job) (last_over_time({job=~\"a|b\"}[1h]))";

  @TempDir private static Path folder;

  private static Path config() throws Exception {
    return Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
  }

  @Test
  void itIsOffUnlessAskedFor() throws Exception {
    try (RunningServer server = RunningServer.start(config(), folder.resolve("off"))) {
      HttpResponse<String> answer = server.send("POST", ADMIN + "snapshot", "");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"unavailable\"").contains("admin APIs disabled");
    }
  }

  @Test
  void deletedSeriesAreGoneAtOnceAndASnapshotKeepsThem() throws Exception {
    Path data = folder.resolve("on");
    String name;
    try (RunningServer server = RunningServer.start(config(), data, "--web.enable-admin-api")) {
      assertThat(server.write(RemoteWriteBody.of(samples())).statusCode()).isEqualTo(204);
      assertThat(server.query(EVERYTHING)).hasSize(2);
      HttpResponse<String> snapshot = server.send("PUT", ADMIN + "snapshot", "");
      name = new ObjectMapper().readTree(snapshot.body()).at("/data/name").asText();

      HttpResponse<String> deleted =
          server.send(
              "POST",
              ADMIN
                  + "delete_series?match[]={job=\"a\"}"
                      .replace("{", "%7B")
                      .replace("}", "%7D")
                      .replace("\"", "%22"),
              "");

      assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
      assertThat(server.query(EVERYTHING)).hasSize(1);
      assertThat(server.send("POST", ADMIN + "clean_tombstones", "").statusCode()).isEqualTo(204);
      assertThat(server.send("POST", ADMIN + "delete_series", "").body())
          .contains("no match[] parameter provided");
      assertThat(server.send("POST", ADMIN + "snapshot?skip_head=perhaps", "").statusCode())
          .isEqualTo(400);
    }
    try (RunningServer copy =
        RunningServer.start(config(), data.resolve("snapshots").resolve(name))) {
      assertThat(copy.query(EVERYTHING)).hasSize(2);
    }
  }

  private static SampleBatch samples() {
    SampleBatch batch = new SampleBatch();
    long now = System.currentTimeMillis();
    batch.append(LabelSet.of("__name__", "m", "job", "a"), now - 1000, 1);
    batch.append(LabelSet.of("__name__", "m", "job", "b"), now - 1000, 1);
    return batch;
  }
}
