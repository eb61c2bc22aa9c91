package dev.firebucket.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The compose files, as far as they can be tested without Docker.
class ComposeFilesTest {
  private static final Path LOCALSTACK =
      Path.of(System.getProperty("firebucket.repository"), "localstack");
  private static final Pattern SERVICE = Pattern.compile("(?m)^  ([a-z]+):$");
  private static final Pattern ENTRYPOINT =
      Pattern.compile("entrypoint: \\[\"/bin/sh\", \"-c\", \"([^\"]+)\"]");

  @Test
  void everyServiceKeepsRunningAndSaysWhenItIsReadySoThatUpWaitEndsWell() throws IOException {
    try (Stream<Path> files = Files.list(LOCALSTACK)) {
      List<Path> composed =
          files.filter(file -> file.getFileName().toString().startsWith("compose.")).toList();
      assertThat(composed).hasSize(2);
      for (Path file : composed) {
        String services = Files.readString(file).split("(?m)^volumes:$")[0];
        assertThat(SERVICE.matcher(services).results())
            .as("services of " + file)
            .hasSize(services.split("healthcheck:", -1).length - 1);
      }
    }
  }

  @Test
  void theEntrypointOfMinioMakesTheBucketBeforeItServes(@TempDir Path data) throws Exception {
    String minio = Peers.program("minio").toString();
    Matcher entrypoint =
        ENTRYPOINT.matcher(Files.readString(LOCALSTACK.resolve("compose.minio.yml")));
    assertThat(entrypoint.find()).isTrue();

    try (PeerProcess server =
        PeerProcess.start(
            port ->
                List.of(
                    "/bin/sh",
                    "-c",
                    entrypoint
                        .group(1)
                        .replace("/data", data.resolve("data").toString())
                        .replace("exec minio", "exec " + minio)
                        .replace("--console-address :9101", "--quiet --address 127.0.0.1:" + port)),
            Map.of("MINIO_ROOT_USER", "firebucket", "MINIO_ROOT_PASSWORD", "firebucket-secret"),
            "/minio/health/ready",
            data.resolve("minio.log"))) {
      assertThat(bucket(server.url(), "firebucket")).isEqualTo("200");
      assertThat(bucket(server.url(), "another")).isEqualTo("404");
    }
  }

  /// The status of a HEAD of a bucket, signed.
  private static String bucket(String url, String name) throws Exception {
    Process curl =
        new ProcessBuilder(
                "curl",
                "-s",
                "-m",
                "10",
                "-I",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--aws-sigv4",
                "aws:amz:us-east-1:s3",
                "--user",
                "firebucket:firebucket-secret",
                url + "/" + name)
            .start();
    String status = new String(curl.getInputStream().readAllBytes());
    assertThat(curl.waitFor()).isZero();
    return status;
  }
}
