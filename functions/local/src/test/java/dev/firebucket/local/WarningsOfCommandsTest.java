package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Warnings of an answer go to the error output, and the answer alone to the output.
class WarningsOfCommandsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Commands.run(out, err, arguments);
  }

  @Test
  void queriesOverAStoreNameWhatIsDamaged() throws Exception {
    storeOfADamagedObject();

    assertThat(run("query", "instant", "--storage=" + folder, "--time=1000", "m")).isZero();
    assertThat(err.toString()).startsWith("warning: the object 'tail/").contains("is damaged");
    assertThat(out.toString()).doesNotContain("warning");

    err.getBuffer().setLength(0);
    assertThat(run("query", "range", "--storage=" + folder, "--start=900", "--end=1000", "m"))
        .isZero();
    assertThat(err.toString()).startsWith("warning: the object 'tail/");
  }

  @Test
  void explainNamesWhatIsDamagedWhetherItEvaluatesOrNot() throws Exception {
    storeOfADamagedObject();

    assertThat(run("explain", "--analyze", "--storage=" + folder, "--time=1000", "m")).isZero();
    assertThat(err.toString()).startsWith("warning: the object 'tail/");
    assertThat(out.toString()).contains("-- costs in milliseconds").doesNotContain("warning");

    cutTheObject();
    err.getBuffer().setLength(0);
    assertThat(run("explain", "--storage=" + folder, "--time=1000", "m")).isZero();
    assertThat(err.toString()).startsWith("warning: the object 'tail/");
  }

  @Test
  void aWarningOfPromqlItselfIsPrintedToo() {
    assertThat(run("query", "instant", "--storage=" + folder, "quantile(2, vector(1))")).isZero();
    assertThat(err.toString())
        .startsWith("warning: PromQL warning: quantile value should be between 0 and 1");
  }

  @Test
  void warningsOfAServerArePrinted() throws IOException {
    String body =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]},\"warnings\":[\"half is missing\"]}";
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/query",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(run("query", "instant", url, "up")).isZero();

      assertThat(err.toString().strip()).isEqualTo("warning: half is missing");
      assertThat(out.toString()).doesNotContain("half");
    } finally {
      server.stop(0);
    }
  }

  private void storeOfADamagedObject() throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "m"), 999_000, 2.5);
      bucket.writer().write(batch);
    }
    for (Path file : objects()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }

  private void cutTheObject() throws IOException {
    for (Path file : objects()) {
      Files.write(file, new byte[] {1, 2, 3});
    }
  }

  private List<Path> objects() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(one -> one.toString().endsWith(".parquet")).toList();
    }
  }
}
